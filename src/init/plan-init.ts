import { JsonSyntaxError, parseJsonc } from '../config/jsonc.ts';
import type { NewFile } from '../write/new-files.ts';
import { bundlerSteps, configuredBundler, newBundlerFile } from './bundler.ts';
import { packageOf, withPrebuild } from './package-json.ts';

/** What `generate init` sees of a project. */
export interface ProjectFolder {
  /** Names in its folder, and of sources in its `src`, such as `src/main.cpp`. */
  readonly names: readonly string[];
  /** Texts of those files that say what it is and does: `package.json`, `tsconfig.json`, and those of its build. */
  readonly texts: ReadonlyMap<string, string>;
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
export function planInit({ names, texts }: ProjectFolder, glue: Glue): InitPlan {
  const [packageJson, tsconfig] = [texts.get('package.json'), texts.get('tsconfig.json')];
  const says = (file: string, text: string) => texts.get(file)?.includes(text) === true;
  const has = (pattern: RegExp): string | undefined => names.find((name) => pattern.test(name));
  const [cmake, vcxproj, csproj] = [has(/^CMakeLists\.txt$/), has(/\.vcxproj$/i), has(/\.csproj$/i)];
  const project = vcxproj ?? csproj;
  const isTypeScript = tsconfig !== undefined || has(/^tsconfig.*\.json$|\.m?tsx?$/) !== undefined;
  const cpp = has(/\.(?:c|cc|cpp|cxx|h|hh|hpp|hxx)$/i);
  const content = packageOf(packageJson);
  const isModule = packageJson !== undefined && project === undefined && (isTypeScript || !(cmake ?? cpp));
  const bundler = isModule ? configuredBundler(names, content) : undefined;
  const detected: string[] = [];
  const files: NewFile[] = [];
  const steps: string[] = [];

  if (has(/^clr-bindgen\.config\.(?:jsonc?|mjs|m?ts)$/) === undefined && content?.['clr-bindgen'] === undefined) {
    const targets = targetsOf({ isCpp: Boolean(cmake ?? vcxproj ?? (isModule ? undefined : cpp)), isModule, csproj });
    files.push({ path: 'clr-bindgen.config.json', text: configuration(targets) });
  }
  const isInstalled = packageJson !== undefined;
  if (cmake) {
    detected.push(`CMake (${cmake})`);
    if (!says(cmake, 'clr_bindgen_generate')) steps.push(...cmakeSteps(isInstalled));
    if (!isInstalled) files.push({ path: 'cmake/clr-bindgen.cmake', text: glue.cmake });
  }
  if (project !== undefined) {
    detected.push(`MSBuild (${project})`);
    const targets = isInstalled ? 'node_modules/clr-bindgen/msbuild/clr-bindgen.targets' : 'clr-bindgen.targets';
    if (!says(project, 'clr-bindgen.targets'))
      steps.push(`${project}: <Import Project="${targets}" /> before </Project>`);
    if (!isInstalled) files.push({ path: 'clr-bindgen.targets', text: glue.msbuild });
  }
  if (!cmake && project === undefined && cpp !== undefined && !isModule) detected.push(`C++ (${cpp})`);
  let edited: string | undefined;
  if (packageJson !== undefined) detected.push('npm (package.json)');
  if (bundler !== undefined) {
    detected.push(`${bundler.title} (${bundler.found})`);
    const file = newBundlerFile(bundler);
    if (file) files.push(file);
    if (!says(bundler.found, 'clr-bindgen/plugin')) steps.push(...bundlerSteps(bundler, content));
  } else if (isModule) {
    const prebuild = withPrebuild(packageJson);
    ({ edited } = prebuild);
    if (prebuild.step !== undefined) steps.push(prebuild.step);
  }
  if (isModule && tsconfig !== undefined) steps.push(...tsconfigSteps(tsconfig));
  if (!cmake && project === undefined && bundler === undefined) {
    const next = isModule ? 'is run before each `npm run build`' : `put ${OUT}/cpp on the include path`;
    if (files.length > 0 || edited !== undefined) steps.push(`npx clr-bindgen: generates into ${OUT}; ${next}`);
  }
  return { detected, files, steps, ...(edited !== undefined && { packageJson: edited }) };
}

function targetsOf(project: {
  readonly isCpp: boolean;
  readonly isModule: boolean;
  readonly csproj: string | undefined;
}): readonly string[] {
  const targets = [
    ...(project.isCpp ? ['cpp'] : []),
    ...(project.isModule ? ['typescript'] : []),
    ...(project.csproj === undefined ? [] : ['csharp']),
  ];
  return targets.length > 0 ? targets : ['cpp'];
}

function configuration(targets: readonly string[]): string {
  const content = {
    $schema: './node_modules/clr-bindgen/metadata/schema/configuration.schema.json',
    out: OUT,
    targets,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function cmakeSteps(isInstalled: boolean): readonly string[] {
  if (!isInstalled) return ['CMakeLists.txt: include(cmake/clr-bindgen.cmake), then clr_bindgen_generate(YOUR_TARGET)'];
  return [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is CMake's
    'CMakeLists.txt: list(APPEND CMAKE_PREFIX_PATH "${CMAKE_SOURCE_DIR}/node_modules")',
    'CMakeLists.txt: find_package(clr-bindgen REQUIRED), then clr_bindgen_generate(YOUR_TARGET)',
  ];
}

/** What the generated modules ask of the compiler: they import each other by the names of their files. */
function tsconfigSteps(text: string): readonly string[] {
  const options = compilerOptions(text);
  if (options === undefined || options.extends) return [];
  if (options.names.has('rewriteRelativeImportExtensions') || options.names.has('allowImportingTsExtensions'))
    return [];
  return ['tsconfig.json: "rewriteRelativeImportExtensions": true, so that imports of .ts files compile'];
}

/** The names of the compiler's options; undefined for a text that is no configuration. */
function compilerOptions(text: string): { readonly names: ReadonlySet<string>; readonly extends: boolean } | undefined {
  try {
    const { members } = parseJsonc(text);
    const names = members?.get('compilerOptions')?.node.members?.keys() ?? [];
    return { names: new Set(names), extends: members?.has('extends') === true };
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}
