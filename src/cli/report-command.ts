import type { Command } from 'commander';
import { exitCodes } from './exit-code.ts';
import type { GenerateFlags } from './program.ts';

/** What the command line gave for `generate report`; paths as written. */
export type ReportFlags = Pick<GenerateFlags, 'docs' | 'base' | 'out' | 'templates' | 'config'>;

const help = `
Options that it shares with generate:
  -o, --out <folder>     folder of the site (default: report); it must not hold outputs of \`generate\`
  -d, --docs <folder>    folder of docs pages, whose findings the report shows (repeatable)
  --base <model>         lay the docs over a model: \`embedded\`, or a model.json
  --templates <folder>   templates that replace those of this package, file by file
  -c, --config <file>    configuration file; its \`lint.ignore\` lists findings that are accepted

Examples:
  $ generate report --out site                                       the embedded model
  $ generate report --out site --docs docs/framework/unmanaged-api   a checkout of the docs, with what is wrong in it

Exit codes: 0 done; 1 errors that leave no report; 2 wrong usage.`;

/** Describes `generate report`. */
export function describeReport(command: Command): Command {
  return command
    .description('make a site of the API and of what is wrong with its docs, which opens from disk')
    .addHelpText('after', help);
}

/** Folder of the site where none is given: not that of the outputs of `generate`. */
const defaultFolder = 'report';

/**
 * `generate report`: writes the site and says how large it is.
 *
 * @returns The exit code.
 */
export async function runReport(flags: ReportFlags): Promise<number> {
  const cwd = process.cwd();
  const [{ loadSettings }, { showDiagnostics }] = await Promise.all([
    import('./settings.ts'),
    import('./show-diagnostics.ts'),
  ]);
  const { value: settings, diagnostics } = await loadSettings(flags, cwd);
  if (diagnostics.length > 0) {
    await showDiagnostics(diagnostics, 'pretty', []);
    return exitCodes.usage;
  }
  const { docs, base, templates, lint } = settings;
  const { writeReport } = await import('../report/report.ts');
  const { counted } = await import('../diagnostics/count.ts');
  const out = flags.out ?? defaultFolder;
  const result = await writeReport({
    cwd,
    out,
    ...(docs && { docs }),
    ...(base !== undefined && { base }),
    ...(templates !== undefined && { templates }),
    ...(lint?.ignore && { ignore: lint.ignore }),
  });
  await showDiagnostics(result.diagnostics, 'pretty', result.trees);
  if (result.outcome !== 'done') return exitCodes[result.outcome];
  const { entities, findings, size, counts } = result;
  const changed = counts.written === 0 ? 'nothing had changed' : `${counted(counts.written, 'file')} written`;
  const contents = `${counted(entities, 'API')}, ${counted(findings, 'finding')}, ${(size / 1e6).toFixed(1)} MB`;
  process.stdout.write(`${out}/index.html: ${contents}; ${changed}\n`);
  return exitCodes.done;
}
