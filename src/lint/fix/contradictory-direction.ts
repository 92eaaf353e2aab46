import { decay } from '../../ctype/decay.ts';
import { certainDirection } from '../../model/certain-direction.ts';
import { modelType } from '../../model/declared-types.ts';
import { declaredDirection } from '../declared.ts';
import type { Cure } from './curable.ts';

/**
 * CB409: the text contradicts the declaration. Where the type can only go the way that the declaration states, the text
 * is wrong; else it is not certain which side is.
 */
export const contradictoryDirection: Cure = (found, { page, text }, { facts, interfaces }) => {
  const declaration = page.syntax?.declaration;
  if (declaration?.kind !== 'function' && declaration?.kind !== 'functionPointer') return undefined;
  const at = found.location?.start.offset;
  const documented = page.parameters.find(({ nameSpan }) => nameSpan.start === at);
  const key = documented?.name.toLowerCase();
  const declared = declaration.parameters.find(({ name }) => name.toLowerCase() === key);
  if (!documented || !declared) return undefined;
  const stated = declaredDirection(declared);
  const type = modelType(decay(declared.type), (name) => name);
  const certain = certainDirection(type, facts, (name) => interfaces.find(name) !== undefined);
  if (stated === undefined || certain !== stated) return undefined;
  const line = text.indexOf('\n', documented.nameSpan.end) + 1;
  const mark = /^[ \t]*\[(in, ?out|in|out)\]/.exec(text.slice(line, line + 60));
  if (line === 0 || !mark) return undefined;
  const start = line + mark[0].indexOf('[');
  return [{ start, end: line + mark[0].length, replacement: `[${stated}]` }];
};
