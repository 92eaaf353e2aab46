import type { Configuration } from '../config/configuration.ts';
import { loadConfiguration } from '../config/load-configuration.ts';
import type { StageResult } from '../diagnostics/diagnostic.ts';
import type { GenerateFlags } from './program.ts';

export interface Settings extends Configuration {
  /** The configuration file, absolute; absent where there is none. */
  readonly configurationFile?: string;
}

/** The settings of a run: the configuration file's, and over them those of the command line. */
export async function loadSettings(flags: GenerateFlags, cwd: string): Promise<StageResult<Settings>> {
  const { value, diagnostics } = await loadConfiguration(flags.config, cwd);
  const { configuration, file } = value;
  return { value: { ...configuration, ...fromFlags(flags), ...(file && { configurationFile: file }) }, diagnostics };
}

function fromFlags(flags: GenerateFlags): Configuration {
  const { docs, base, out, select, target, comments, templates, strict, reporter, depfile } = flags;
  return {
    ...(docs && { docs }),
    ...(base !== undefined && { base }),
    ...(out !== undefined && { out }),
    ...(select && { select }),
    ...(target && { targets: target }),
    ...(comments && { comments }),
    ...(templates !== undefined && { templates }),
    ...(strict !== undefined && { strict }),
    ...(reporter && { reporter }),
    ...(depfile !== undefined && { depfile }),
  };
}
