import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ReporterName } from '../config/configuration.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { decode } from '../read/decode.ts';
import { packageRoot, packageVersion } from '../read/package-root.ts';
import type { SourceTree } from '../read/source-file.ts';

/**
 * Writes diagnostics in the form of a reporter: a SARIF log to the standard output, which is what was asked for, other
 * forms to the standard error stream.
 *
 * @param trees The docs that were read, for the source lines.
 * @param stream Where to, instead.
 */
export async function showDiagnostics(
  diagnostics: readonly Diagnostic[],
  reporter: Exclude<ReporterName, 'json'>,
  trees: readonly SourceTree[],
  stream: NodeJS.WriteStream = reporter === 'sarif' ? process.stdout : process.stderr,
): Promise<void> {
  stream.write(await format(diagnostics, reporter, trees, stream));
}

/** Only the reporter that is asked for is loaded: what it takes to start counts in every build. */
async function format(
  diagnostics: readonly Diagnostic[],
  reporter: Exclude<ReporterName, 'json'>,
  trees: readonly SourceTree[],
  stream: NodeJS.WriteStream,
): Promise<string> {
  switch (reporter) {
    case 'github':
      return (await import('../diagnostics/reporters/github.ts')).reportGithub(diagnostics);
    case 'sarif': {
      const { reportSarif } = await import('../diagnostics/reporters/sarif.ts');
      return reportSarif(diagnostics, { version: packageVersion(), help: diagnosticPage });
    }
    case 'msvc':
      return (await import('../diagnostics/reporters/msvc.ts')).reportMsvc(diagnostics);
    case 'pretty': {
      const { reportPretty } = await import('../diagnostics/reporters/pretty.ts');
      const colors = (await import('./terminal-colors.ts')).terminalColors(stream);
      return reportPretty(diagnostics, { colors, sourceText: sourceTexts(trees) });
    }
  }
}

/** The page of a code. */
function diagnosticPage(code: string): string | undefined {
  try {
    return readFileSync(path.join(packageRoot, 'docs', 'diagnostics', `${code}.md`), 'utf8');
  } catch {
    return undefined;
  }
}

/** Texts of the docs that were read; of others, and of a run that was told again and read none, from disk. */
function sourceTexts(trees: readonly SourceTree[]): (file: string) => string | undefined {
  let pages: Map<string, string> | undefined;
  return (file) => {
    pages ??= new Map(trees.flatMap(({ files }) => files.map(({ path, text }) => [path, text])));
    const text = pages.get(file);
    if (text !== undefined || !/\.(?:jsonc?|hbs|md)$/i.test(file)) return text;
    try {
      const decoded = decode(readFileSync(path.resolve(file)));
      return 'text' in decoded ? decoded.text : undefined;
    } catch {
      return undefined;
    }
  };
}
