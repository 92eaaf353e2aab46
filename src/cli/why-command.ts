import { suggestion } from '../config/did-you-mean.ts';
import { generate } from '../generate.ts';
import { modelLists } from '../model/json.ts';
import { explainSelection } from '../select/explain-selection.ts';
import { exitCodes } from './exit-code.ts';
import type { GenerateFlags } from './program.ts';
import { loadSettings } from './settings.ts';
import { showDiagnostics } from './show-diagnostics.ts';

/**
 * `generate explain --why NAME`: says what pulled an API into the selection of the configuration and the command line.
 * Writes nothing but the answer.
 *
 * @returns The exit code: 1 for an API that is not selected.
 */
export async function explainWhy(name: string, flags: GenerateFlags): Promise<number> {
  const cwd = process.cwd();
  const { value: settings, diagnostics } = await loadSettings(flags, cwd);
  if (diagnostics.length > 0) {
    await showDiagnostics(diagnostics, 'pretty', []);
    return exitCodes.usage;
  }
  const { configurationFile: _file, reporter: _reporter, cache: _cache, depfile: _depfile, ...options } = settings;
  if (options.select === undefined || options.select.length === 0) {
    process.stdout.write('Nothing is selected by --select or the configuration, so everything is generated.\n');
    return exitCodes.done;
  }
  const result = await generate({ ...options, cwd, targets: [], mode: 'plan' });
  const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
  if (result.model === undefined || result.selection === undefined) {
    await showDiagnostics(errors, 'pretty', result.trees);
    return exitCodes[result.outcome];
  }
  const lines = explainSelection(result.selection, name);
  if (lines.length === 0) {
    const { model } = result;
    const names = modelLists.flatMap((list) => model[list].map((entity) => entity.name));
    process.stderr.write(`error: '${name}' is not selected${suggestion(name, names)}\n`);
    return exitCodes.failed;
  }
  process.stdout.write(`${lines.join('\n')}\n`);
  return exitCodes.done;
}
