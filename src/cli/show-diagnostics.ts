import { readFileSync } from 'node:fs';
import path from 'node:path';
import picocolors from 'picocolors';
import type { ReporterName } from '../config/configuration.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { reportGithub } from '../diagnostics/reporters/github.ts';
import { reportMsvc } from '../diagnostics/reporters/msvc.ts';
import { reportPretty } from '../diagnostics/reporters/pretty.ts';
import type { SourceTree } from '../read/source-file.ts';

/**
 * Writes diagnostics to the standard error stream in the form of a text reporter.
 *
 * @param trees The docs that were read, for the source lines.
 */
export function showDiagnostics(
  diagnostics: readonly Diagnostic[],
  reporter: Exclude<ReporterName, 'json'>,
  trees: readonly SourceTree[],
): void {
  process.stderr.write(format(diagnostics, reporter, trees));
}

function format(
  diagnostics: readonly Diagnostic[],
  reporter: Exclude<ReporterName, 'json'>,
  trees: readonly SourceTree[],
): string {
  switch (reporter) {
    case 'github':
      return reportGithub(diagnostics);
    case 'msvc':
      return reportMsvc(diagnostics);
    case 'pretty':
      return reportPretty(diagnostics, {
        colors: picocolors.createColors(wantsColor()),
        sourceText: sourceTexts(trees),
      });
  }
}

/** https://no-color.org, and its counterpart FORCE_COLOR. */
function wantsColor(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0';
  return process.stderr.isTTY === true && TERM !== 'dumb';
}

/** Texts of the docs that were read; of other text files, such as the configuration, from disk. */
function sourceTexts(trees: readonly SourceTree[]): (file: string) => string | undefined {
  let pages: Map<string, string> | undefined;
  return (file) => {
    pages ??= new Map(trees.flatMap(({ files }) => files.map(({ path, text }) => [path, text])));
    const text = pages.get(file);
    if (text !== undefined || !/\.(?:jsonc?|hbs)$/.test(file)) return text;
    try {
      return readFileSync(path.resolve(file), 'utf8');
    } catch {
      return undefined;
    }
  };
}
