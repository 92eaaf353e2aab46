import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Command, Option } from 'commander';
import { suggestion } from '../config/did-you-mean.ts';
import type { Explanation } from '../explain/explanation.ts';
import type { ExplainStyle } from '../explain/text.ts';
import { packageRoot } from '../read/package-root.ts';
import { exitCodes } from './exit-code.ts';
import type { GenerateFlags } from './program.ts';

/** What the command line gave for `generate explain`, with the options of `generate`. */
export interface ExplainFlags extends GenerateFlags {
  readonly json?: boolean;
}

const examples = `
Examples:
  $ generate explain ICLRTask::Abort            a method: signature, slot, HRESULTs, and where each fact comes from
  $ generate explain ICorDebugProcess5          an interface with its vtable
  $ generate explain 0x80131022                 an HRESULT by number
  $ generate explain metahost.h                 what a header declares
  $ generate explain eAbortThread --json        an enumerator, as JSON
  $ generate explain ICLRTask --docs pages      as the pages of a folder give it
  $ generate explain CB301                      what a diagnostic means and how to cure it

Exit codes: 0 done; 1 errors in the input; 2 nothing is known by that name.`;

/** Describes `generate explain`. */
export function describeExplain(command: Command): Command {
  return command
    .description('print all that is known about an API, with the source of each fact, or what a diagnostic means')
    .argument('[name]', 'an API, the number of an HRESULT, a GUID, a header, a page, or the code of a diagnostic')
    .addOption(new Option('--json', 'print JSON'))
    .addHelpText('after', examples);
}

/**
 * `generate explain CODE`: prints the page of a diagnostic. `generate explain NAME`: prints what is known about an API.
 * The answer goes to the standard output, everything else to the standard error stream.
 *
 * @returns The exit code.
 */
export async function explain(name: string, flags: ExplainFlags): Promise<number> {
  if (/^CB(?:\d+|\w{3})$/i.test(name)) return explainCode(name, flags);
  const { loadSettings } = await import('./settings.ts');
  const { showDiagnostics } = await import('./show-diagnostics.ts');
  const cwd = process.cwd();
  const { value: settings, diagnostics } = await loadSettings(flags, cwd);
  if (diagnostics.length > 0) {
    await showDiagnostics(diagnostics, 'pretty', []);
    return exitCodes.usage;
  }
  const { docs, base } = settings;
  const { explainApi } = await import('../explain/explain.ts');
  const explained = await explainApi(name, { cwd, ...(docs && { docs }), ...(base !== undefined && { base }) });
  const { result, knowledge, explanations, isHolder, nearMisses } = explained;
  if (knowledge === undefined) {
    const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
    await showDiagnostics(errors, 'pretty', result.trees);
    return result.outcome === 'done' ? exitCodes.failed : exitCodes[result.outcome];
  }
  if (flags.json) {
    print(`${JSON.stringify({ query: name, explanations, nearMisses }, undefined, 2)}\n`);
    return explanations.length > 0 ? exitCodes.done : exitCodes.usage;
  }
  if (explanations.length === 0) {
    const { visibleText } = await import('../diagnostics/reporters/visible-text.ts');
    const list = nearMisses.map((near) => `  ${visibleText(near)}\n`).join('');
    const meant = list === '' ? '' : `did you mean\n${list}`;
    process.stderr.write(`error: nothing is known by the name '${visibleText(name)}'\n${meant}`);
    return exitCodes.usage;
  }
  print(await show(explanations, isHolder ? name : undefined));
  return exitCodes.done;
}

async function explainCode(written: string, { json }: ExplainFlags): Promise<number> {
  const { catalogue } = await import('../diagnostics/catalogue.ts');
  const known = Object.keys(catalogue);
  const code = written.toUpperCase();
  if (!known.includes(code)) {
    process.stderr.write(`error: there is no diagnostic '${written}'${suggestion(code, known)}\n`);
    return exitCodes.usage;
  }
  const page = readFileSync(path.join(packageRoot, 'docs', 'diagnostics', `${code}.md`), 'utf8');
  const entry = catalogue[code as keyof typeof catalogue];
  print(json ? `${JSON.stringify({ code, ...entry, page }, undefined, 2)}\n` : page);
  return exitCodes.done;
}

/** More APIs of one name than this are listed, not explained. */
const maximalExplanations = 4;

/** @param holder The header or page that holds them, where the name is not theirs. */
async function show(explanations: readonly Explanation[], holder: string | undefined): Promise<string> {
  const { visibleText } = await import('../diagnostics/reporters/visible-text.ts');
  const { explanationText } = await import('../explain/text.ts');
  const style = await terminalStyle();
  const width = process.stdout.columns ?? 100;
  if (explanations.length > maximalExplanations) {
    // What has no owner can be asked for by no other name.
    const [owned, free] = [explanations.filter(hasOwner), explanations.filter((one) => !hasOwner(one))];
    const [only] = holder === undefined && owned.length > 0 && free.length === 1 ? free : [];
    const listed = only ? owned : explanations;
    const lines = listed.map(
      ({ name, kind, header }) => `  ${visibleText(name)}  ${style.dim(`${kind} in ${visibleText(header)}`)}`,
    );
    const heading =
      holder === undefined
        ? `${listed.length} ${only ? 'more ' : ''}APIs have that name:`
        : `${listed.length} APIs in ${visibleText(holder)}:`;
    const list = `${heading}\n${lines.join('\n')}\n`;
    return only ? `${explanationText(only, style, width)}\n${list}` : list;
  }
  return explanations
    .map((one) => explanationText(one, style, width))
    .join(`\n${style.dim('─'.repeat(Math.min(width, 60)))}\n\n`);
}

function hasOwner({ name }: Explanation): boolean {
  return name.includes('::');
}

/** Colours where the standard output shows them. */
async function terminalStyle(): Promise<ExplainStyle> {
  const colors = (await import('./terminal-colors.ts')).terminalColors(process.stdout);
  return {
    title: colors.bold,
    heading: (text) => colors.bold(colors.blue(text)),
    name: colors.cyan,
    value: colors.magenta,
    dim: colors.dim,
    good: colors.green,
    bad: colors.red,
  };
}

function print(text: string): void {
  process.stdout.write(text);
}
