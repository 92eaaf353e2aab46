import type { Command } from 'commander';

/** What the command line gave for `generate templates`. */
export interface TemplatesFlags {
  readonly eject?: string;
  readonly to?: string;
  readonly config?: string;
}

/** What the command line gave for `generate init`. */
export interface InitFlags {
  readonly yes?: boolean;
}

/** Describes `generate templates`. */
export function describeTemplates(command: Command): Command {
  return command
    .description('list the templates of this package, or copy some for overriding')
    .option('--eject <name>', 'copy a template (cpp/_method), those of a glob (cpp/*), or a target (rust)')
    .option('--to <folder>', "where to (default: the configuration's `templates`, or ./templates)");
}

/** Describes `generate init`. */
export function describeInit(command: Command): Command {
  return command
    .description('write a configuration, and what the build of this project needs (npm, CMake, MSBuild)')
    .option('-y, --yes', 'do not ask');
}
