import { readFileSync } from 'node:fs';
import path from 'node:path';
import { suggestion } from '../config/did-you-mean.ts';
import type { TemplateSet } from '../emit/output-file.ts';
import { templatesFolder } from '../read/own-folders.ts';
import { readTargetDescriptions } from '../read/read-target-descriptions.ts';
import { readTemplates } from '../read/read-templates.ts';
import { globTest } from '../select/pattern.ts';
import { type NewFile, planNewFiles, writeNewFiles } from '../write/new-files.ts';
import { exitCodes } from './exit-code.ts';
import { loadSettings } from './settings.ts';
import type { TemplatesFlags } from './setup-commands.ts';
import { showDiagnostics } from './show-diagnostics.ts';

/**
 * `generate templates`: lists them with what each prints and is given; with `--eject` copies some. Files that are there
 * already are never replaced.
 *
 * @returns The exit code.
 */
export async function runTemplates(flags: TemplatesFlags): Promise<number> {
  const cwd = process.cwd();
  const templates = readTemplates(templatesFolder, undefined, cwd).value;
  if (flags.eject === undefined) {
    process.stdout.write(listing(templates, cwd));
    return exitCodes.done;
  }
  const files = filesOf(flags.eject, templates);
  if (files.length === 0) {
    const known = [...templates.keys(), ...targetNames(templates)];
    process.stderr.write(`error: there is no template '${flags.eject}'${suggestion(flags.eject, known)}\n`);
    return exitCodes.usage;
  }
  const { value: settings, diagnostics } = await loadSettings(
    flags.config === undefined ? {} : { config: flags.config },
    cwd,
  );
  if (diagnostics.length > 0) {
    await showDiagnostics(diagnostics, 'pretty', []);
    return exitCodes.usage;
  }
  const folder = path.resolve(cwd, flags.to ?? settings.templates ?? 'templates');
  const planned = planNewFiles(files, folder);
  const written = writeNewFiles(planned, folder);
  if (written.diagnostics.length > 0) {
    await showDiagnostics(written.diagnostics, 'pretty', []);
    return exitCodes.failed;
  }
  const shown = path.relative(cwd, folder).replaceAll(path.sep, '/') || '.';
  const words = { new: 'written', same: 'there already', different: 'kept: it is yours' } as const;
  for (const file of planned) process.stdout.write(`${shown}/${file.path}: ${words[file.state]}\n`);
  if (settings.templates === undefined || path.resolve(settings.templates) !== folder) {
    process.stdout.write(`Use them with --templates ${shown}, or "templates": "${shown}" in the configuration.\n`);
  }
  return exitCodes.done;
}

/** Every template with what it prints, a line each, by folder. */
function listing(templates: TemplateSet, cwd: string): string {
  const catalogue = Object.entries(readCatalogue());
  const width = Math.max(...[...templates.keys()].map((name) => name.length));
  const described = readTargetDescriptions(templatesFolder, undefined, cwd).value;
  const lines: string[] = [];
  let folder = '';
  for (const name of [...templates.keys()].sort()) {
    const [head = ''] = name.split('/');
    if (head !== folder) {
      const target = described.get(head);
      lines.push(...(folder === '' ? [] : ['']), target ? `${head}: ${target.description.description}` : `${head}:`);
      folder = head;
    }
    const [, text = ''] = catalogue.find(([pattern]) => globTest(pattern)(name)) ?? [];
    lines.push(`  ${name.padEnd(width)}  ${text}`);
  }
  return `${lines.join('\n')}\n`;
}

/** What each template of this package prints, and the view it gets; names may be globs. */
export function readCatalogue(): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(path.join(templatesFolder, 'catalogue.json'), 'utf8')) as Record<string, string>;
}

function targetNames(templates: TemplateSet): ReadonlySet<string> {
  return new Set([...templates.keys()].map((name) => name.split('/')[0] ?? ''));
}

/** The files that a name stands for: a target's with its description. */
function filesOf(name: string, templates: TemplateSet): readonly NewFile[] {
  const test = globTest(name.replace(/\.hbs$/, ''));
  const isTarget = targetNames(templates).has(name);
  const files = [...templates].flatMap(([one, { text }]) =>
    test(one) || (isTarget && one.startsWith(`${name}/`)) ? [{ path: `${one}.hbs`, text }] : [],
  );
  if (!isTarget) return files;
  try {
    const text = readFileSync(path.join(templatesFolder, name, 'target.json'), 'utf8');
    return [...files, { path: `${name}/target.json`, text }];
  } catch {
    return files; // a target that is made of code, too
  }
}
