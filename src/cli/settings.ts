import { type ChosenOutputs, chooseOutputs } from '../config/choose-outputs.ts';
import type { Configuration, OutputConfiguration } from '../config/configuration.ts';
import { type LoadedConfiguration, loadConfiguration } from '../config/load-configuration.ts';
import type { StageResult } from '../diagnostics/diagnostic.ts';
import type { GenerateFlags } from './program.ts';

export interface Settings extends Configuration {
  /** The configuration file, absolute; absent where there is none. */
  readonly configurationFile?: string;
}

/** The settings of a run of `generate`. */
export interface GenerateSettings extends Settings {
  /** The outputs to make, each with all that it inherits. */
  readonly chosen: ChosenOutputs;
}

/**
 * The settings of a command that looks at the docs: the configuration file's, and over them those of the command line.
 * Where only its outputs say which docs, those of all of them are meant.
 */
export async function loadSettings(flags: GenerateFlags, cwd: string): Promise<StageResult<Settings>> {
  const { value, diagnostics } = await loadConfiguration(flags.config, cwd);
  const settings = settingsOf(value, flags);
  const outputs = (settings.outputs ?? []).filter((output) => output.docs !== undefined);
  if (settings.docs !== undefined || outputs.length === 0) return { value: settings, diagnostics };
  const docs = [...new Set(outputs.flatMap((output) => output.docs ?? []))];
  const base = settings.base ?? outputs.find((output) => output.base !== undefined)?.base;
  return { value: { ...settings, docs, ...(base !== undefined && { base }) }, diagnostics };
}

/** The settings of a run of `generate`, which makes the outputs that the configuration and the command line ask for. */
export async function loadGenerateSettings(flags: GenerateFlags, cwd: string): Promise<StageResult<GenerateSettings>> {
  const { value, diagnostics } = await loadConfiguration(flags.config, cwd);
  const chosen = chooseOutputs(value.configuration, { names: flags.output ?? [], over: fromFlags(flags) });
  return {
    value: { ...settingsOf(value, flags), chosen: chosen.value },
    diagnostics: diagnostics.length > 0 ? diagnostics : chosen.diagnostics,
  };
}

function settingsOf({ configuration, file }: LoadedConfiguration, flags: GenerateFlags): Settings {
  const { strict, reporter } = flags;
  return {
    ...configuration,
    ...fromFlags(flags),
    ...(strict !== undefined && { strict }),
    ...(reporter && { reporter }),
    ...(file && { configurationFile: file }),
  };
}

function fromFlags(flags: GenerateFlags): OutputConfiguration {
  const { docs, base, out, select, target, comments, templates, depfile } = flags;
  return {
    ...(docs && { docs }),
    ...(base !== undefined && { base }),
    ...(out !== undefined && { out }),
    ...(select && { select }),
    ...(target && { targets: target }),
    ...(comments && { comments }),
    ...(templates !== undefined && { templates }),
    ...(depfile !== undefined && { depfile }),
  };
}
