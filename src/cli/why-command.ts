import { suggestion } from '../config/did-you-mean.ts';
import { generate } from '../generate.ts';
import { modelLists } from '../model/json.ts';
import { explainSelection } from '../select/explain-selection.ts';
import { exitCodes } from './exit-code.ts';
import type { GenerateFlags } from './program.ts';
import { loadGenerateSettings } from './settings.ts';
import { showDiagnostics } from './show-diagnostics.ts';

/**
 * `generate explain --why NAME`: says what pulled an API into the selection of the configuration and the command line.
 * Writes nothing but the answer.
 *
 * @returns The exit code: 1 for an API that is not selected.
 */
export async function explainWhy(name: string, flags: GenerateFlags): Promise<number> {
  const cwd = process.cwd();
  const { value: settings, diagnostics } = await loadGenerateSettings(flags, cwd);
  if (diagnostics.length > 0) {
    await showDiagnostics(diagnostics, 'pretty', []);
    return exitCodes.usage;
  }
  const { outputs } = settings.chosen;
  const selecting = outputs.filter(({ select = [] }) => select.length > 0);
  if (selecting.length === 0) {
    process.stdout.write('Nothing is selected by --select or the configuration, so everything is generated.\n');
    return exitCodes.done;
  }
  const known = new Set<string>();
  let explained = false;
  for (const { name: outputName, depfile: _depfile, ...options } of selecting) {
    const result = await generate({ ...options, cwd, targets: [], mode: 'plan' });
    const { model, selection } = result;
    if (model === undefined || selection === undefined) {
      const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
      await showDiagnostics(errors, 'pretty', result.trees);
      return exitCodes[result.outcome];
    }
    for (const entity of modelLists.flatMap((list): readonly { readonly name: string }[] => model[list])) {
      known.add(entity.name);
    }
    const lines = explainSelection(selection, name);
    if (lines.length === 0) continue;
    explained = true;
    if (outputs.length > 1) process.stdout.write(`In ${outputName ?? result.out}:\n`);
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  if (explained) return exitCodes.done;
  process.stderr.write(`error: '${name}' is not selected${suggestion(name, known)}\n`);
  return exitCodes.failed;
}
