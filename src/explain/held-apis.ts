import type { Api } from './find-api.ts';

/**
 * The APIs of a header (`metahost.h`, `cordebug.idl`), or those that a page documents (`icordebugprocess-getid-method.md`,
 * with or without folders before it). Upper and lower case do not count. A header holds entities, not their methods and
 * enumerators.
 */
export function apisHeldBy(apis: readonly Api[], written: string): readonly Api[] {
  const wanted = written.trim().toLowerCase().replaceAll('\\', '/');
  const header = wanted.replace(/\.idl$/, '.h');
  if (header.endsWith('.h')) {
    return apis.filter(({ entity, method, member }) => !method && !member && entity.header.toLowerCase() === header);
  }
  if (!wanted.endsWith('.md')) return [];
  return apis.filter(({ entity, method, member }) => {
    const page = (method ? method.method.page : member ? undefined : entity.page)?.toLowerCase();
    return page !== undefined && (`/${page}`.endsWith(`/${wanted}`) || wanted.endsWith(`/${page}`));
  });
}
