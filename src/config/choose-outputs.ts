import { diagnostic } from '../diagnostics/catalogue.ts';
import type { StageResult } from '../diagnostics/diagnostic.ts';
import type { Configuration, NamedOutput, OutputConfiguration } from './configuration.ts';
import { suggestion } from './did-you-mean.ts';

/** What the command line, or a plugin, says of the outputs of a configuration. */
export interface OutputChoice {
  /** Names of the outputs that are wanted; all without. */
  readonly names?: readonly string[];
  /** What is said over the configuration, for each output. */
  readonly over?: OutputConfiguration;
}

/** The outputs of a run. */
export interface ChosenOutputs {
  /** One or more, each with all that it inherits; without a dependency file where one covers them all. */
  readonly outputs: readonly NamedOutput[];
  /** The dependency file of several outputs together. */
  readonly depfile?: string;
}

/** Keys that only one output can have: each of several has its own. */
const ofOne = { out: '--out', targets: '--target', select: '--select' } as const;

/**
 * The outputs that a configuration asks for, each complete: what an output does not say is as the configuration says,
 * and what is said over it wins.
 *
 * CB117 for a name that no output has, and for several outputs that are told to be the same.
 */
export function chooseOutputs(
  configuration: Configuration,
  { names = [], over = {} }: OutputChoice = {},
): StageResult<ChosenOutputs> {
  const all = configuration.outputs ?? [];
  const known = all.flatMap(({ name }) => name ?? []);
  const diagnostics = names
    .filter((name) => !known.includes(name))
    .map((name) => diagnostic('CB117', `there is no output \`${name}\`${suggestion(name, known)}${listed(known)}`));
  const { depfile, ...shared } = shareable(configuration);
  const chosen = names.length === 0 ? all : all.filter(({ name }) => name !== undefined && names.includes(name));
  if (chosen.length <= 1) {
    const [output = {}] = chosen;
    const path = depfile === undefined ? {} : { depfile };
    return { value: { outputs: [{ ...path, ...shared, ...output, ...over }] }, diagnostics };
  }
  for (const [key, option] of Object.entries(ofOne)) {
    if (over[key as keyof typeof ofOne] === undefined) continue;
    const message = `\`${option}\` is for one output, and the configuration has ${chosen.length}`;
    const help = known.length > 0 ? 'choose one with --output' : 'give them names, and choose one with --output';
    diagnostics.push(diagnostic('CB117', `${message}${listed(known)}`, undefined, { help }));
  }
  const { depfile: depfileOver, ...overAll } = over;
  const together = depfileOver ?? depfile;
  return {
    value: {
      outputs: chosen.map((output) => ({ ...shared, ...output, ...overAll })),
      ...(together !== undefined && { depfile: together }),
    },
    diagnostics,
  };
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? '' : ` (outputs: ${names.join(', ')})`;
}

/** What an output inherits. */
function shareable(configuration: Configuration): OutputConfiguration {
  const { outputs: _, strict: _strict, reporter: _reporter, cache: _cache, lint: _lint, ...shared } = configuration;
  return shared;
}
