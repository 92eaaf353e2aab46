import type { NewFile } from '../write/new-files.ts';
import { dependsOn, type PackageJson } from './package-json.ts';

/** A bundler that a project has. */
export interface Bundler {
  /** Its package, and the name of the plugin for it. */
  readonly name: 'vite' | 'rolldown' | 'rollup' | 'webpack' | 'rspack';
  readonly title: string;
  /** By what it was recognized: its configuration, or its entry in `package.json`. */
  readonly found: string;
  readonly config?: string;
  readonly isModule: boolean;
}

const bundlers = [
  { name: 'vite', title: 'Vite', package: 'vite' },
  { name: 'rolldown', title: 'Rolldown', package: 'rolldown' },
  { name: 'rollup', title: 'Rollup', package: 'rollup' },
  { name: 'webpack', title: 'webpack', package: 'webpack' },
  { name: 'rspack', title: 'Rspack', package: '@rspack/core' },
] as const;

/** The bundler whose configuration a project has, or that it asks for. */
export function configuredBundler(names: readonly string[], content: PackageJson | undefined): Bundler | undefined {
  const isModule = content?.type === 'module';
  for (const { name, title } of bundlers) {
    const config = names.find((one) => new RegExp(`^${name}\\.config\\.[cm]?[jt]s$`).test(one));
    if (config !== undefined) return { name, title, found: config, config, isModule };
  }
  const asked = bundlers.find((one) => dependsOn(content, one.package));
  return asked && { name: asked.name, title: asked.title, found: 'package.json', isModule };
}

/** The configuration of a bundler that has none and does without anything else in it: Vite. */
export function newBundlerFile({ name, config, isModule }: Bundler): NewFile | undefined {
  if (name !== 'vite' || config !== undefined) return undefined;
  const lines = [
    "import clrBindgen from 'clr-bindgen/plugin';",
    "import { defineConfig } from 'vite';",
    '',
    'export default defineConfig({',
    '  plugins: [clrBindgen.vite()],',
    '});',
  ];
  return { path: `vite.config.${isModule ? 'js' : 'mjs'}`, text: `${lines.join('\n')}\n` };
}

/** What is left to do for the plugin. */
export function bundlerSteps(bundler: Bundler, content: PackageJson | undefined): readonly string[] {
  const steps = dependsOn(content, 'unplugin') ? [] : ['npm install --save-dev unplugin'];
  if (newBundlerFile(bundler) !== undefined) return steps;
  const { name, title, config = `the configuration of ${title}` } = bundler;
  return [
    ...steps,
    `${config}: import clrBindgen from 'clr-bindgen/plugin', and add clrBindgen.${name}() to its plugins`,
  ];
}
