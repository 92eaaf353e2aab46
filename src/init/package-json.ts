import { JsonSyntaxError, parseJsonc } from '../config/jsonc.ts';

/** What is looked at in a `package.json`. */
export interface PackageJson extends Readonly<Record<string, unknown>> {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** The content of a `package.json`; undefined without one, and for a text that is none. */
export function packageOf(text: string | undefined): PackageJson | undefined {
  if (text === undefined) return undefined;
  try {
    const { value } = parseJsonc(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as PackageJson) : undefined;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}

/** Whether a package is among those that a project asks for. */
export function dependsOn(content: PackageJson | undefined, name: string): boolean {
  return [content?.dependencies, content?.devDependencies].some(
    (list) => list !== undefined && Object.hasOwn(list, name),
  );
}

/**
 * The text of a `package.json` with a `prebuild` script, in the form that it has; another script that is there stays,
 * and a step says what to do.
 */
export function withPrebuild(text: string): { readonly edited?: string; readonly step?: string } {
  const content = packageOf(text);
  if (content === undefined) return {};
  const { scripts = {} } = content;
  const { prebuild } = scripts;
  if (prebuild?.includes('clr-bindgen')) return {};
  if (prebuild !== undefined) return { step: 'package.json: let your script "prebuild" run clr-bindgen, too' };
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  const edited = JSON.stringify({ ...content, scripts: { ...scripts, prebuild: 'clr-bindgen' } }, null, indent);
  const line = text.includes('\r\n') ? '\r\n' : '\n';
  return { edited: `${edited.replaceAll('\n', line)}${text.endsWith('\n') ? line : ''}` };
}
