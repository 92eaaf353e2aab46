import { JsonSyntaxError, parseJsonc } from '../config/jsonc.ts';
import type { NewFile } from '../write/new-files.ts';

/** What `generate init` sees of a project: the names in its folder, and its `package.json`. */
export interface ProjectFolder {
  readonly names: readonly string[];
  readonly packageJson?: string;
}

/** Files of this package that are written into projects as they are. */
export interface Glue {
  readonly cmake: string;
  readonly msbuild: string;
}

export interface InitPlan {
  /** What was recognized: `npm (package.json)`. */
  readonly detected: readonly string[];
  readonly files: readonly NewFile[];
  /** The `package.json` with the script that generates before each build; absent where it needs no change. */
  readonly packageJson?: string;
  /** What is left to do by hand, one step each. */
  readonly steps: readonly string[];
}

const OUT = 'generated/clr';

/**
 * Decides what a project needs to generate before each build: a configuration with the targets of its kind, and glue
 * for its build system. Pure; a project that has some of it already gets the rest.
 */
export function planInit({ names, packageJson }: ProjectFolder, glue: Glue): InitPlan {
  const has = (pattern: RegExp): string | undefined => names.find((name) => pattern.test(name));
  const [cmake, vcxproj, csproj] = [has(/^CMakeLists\.txt$/), has(/\.vcxproj$/i), has(/\.csproj$/i)];
  const isModule = packageJson !== undefined && (!cmake || has(/^tsconfig.*\.json$/) !== undefined);
  const detected: string[] = [];
  const targets: string[] = [];
  const files: NewFile[] = [];
  const steps: string[] = [];

  if (cmake ?? vcxproj) targets.push('cpp');
  if (isModule && !vcxproj && !csproj) targets.push('typescript');
  if (csproj) targets.push('csharp');
  const configured = has(/^clr-bindgen\.config\.(?:jsonc?|mjs|m?ts)$/);
  if (configured === undefined && !hasKey(packageJson)) {
    const content = {
      $schema: './node_modules/clr-bindgen/metadata/schema/configuration.schema.json',
      out: OUT,
      targets: targets.length > 0 ? targets : ['cpp'],
    };
    files.push({ path: 'clr-bindgen.config.json', text: `${JSON.stringify(content, null, 2)}\n` });
  }
  if (cmake) {
    detected.push(`CMake (${cmake})`);
    files.push({ path: 'cmake/clr-bindgen.cmake', text: glue.cmake });
    steps.push('CMakeLists.txt: include(cmake/clr-bindgen.cmake), then clr_bindgen_generate(YOUR_TARGET)');
  }
  const project = vcxproj ?? csproj;
  if (project !== undefined) {
    detected.push(`MSBuild (${project})`);
    files.push({ path: 'clr-bindgen.targets', text: glue.msbuild });
    steps.push(`${project}: <Import Project="clr-bindgen.targets" /> before </Project>`);
  }
  let edited: string | undefined;
  if (packageJson !== undefined) {
    detected.push('npm (package.json)');
    if (isModule) ({ edited } = withScript(packageJson, steps));
  }
  return { detected, files, steps, ...(edited !== undefined && { packageJson: edited }) };
}

/** Whether a `package.json` holds the configuration itself. */
function hasKey(packageJson: string | undefined): boolean {
  const content = packageJson === undefined ? undefined : parsed(packageJson);
  return content !== undefined && Object.hasOwn(content, 'clr-bindgen');
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const { value } = parseJsonc(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}

/** The `package.json` with a `prebuild` script; another one that is there stays, and a step says what to do. */
function withScript(text: string, steps: string[]): { readonly edited?: string } {
  const content = parsed(text);
  if (content === undefined) return {};
  const scripts = (content.scripts ?? {}) as Record<string, string>;
  const { prebuild } = scripts;
  if (prebuild?.includes('clr-bindgen')) return {};
  if (prebuild !== undefined) {
    steps.push('package.json: let your script "prebuild" run clr-bindgen, too');
    return {};
  }
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  const edited = JSON.stringify({ ...content, scripts: { ...scripts, prebuild: 'clr-bindgen' } }, null, indent);
  const line = text.includes('\r\n') ? '\r\n' : '\n';
  return { edited: `${edited.replaceAll('\n', line)}${text.endsWith('\n') ? line : ''}` };
}
