import { Command, InvalidArgumentError, Option } from 'commander';
import { suggestion } from '../config/did-you-mean.ts';
import { splitPatterns } from '../select/pattern.ts';
import { type DiffFlags, describeDiff } from './diff-command.ts';
import { describeExplain, type ExplainFlags } from './explain-command.ts';
import { describeLint, type LintFlags } from './lint-command.ts';
import { describeReport, type ReportFlags } from './report-command.ts';
import { describeInit, describeTemplates, type InitFlags, type TemplatesFlags } from './setup-commands.ts';

/** What the command line gave for `generate`; paths as written. */
export interface GenerateFlags {
  readonly docs?: readonly string[];
  readonly base?: string;
  readonly out?: string;
  readonly select?: readonly string[];
  readonly target?: readonly string[];
  readonly comments?: 'none' | 'link' | 'summary' | 'full';
  readonly templates?: string;
  readonly config?: string;
  /** Names of outputs of the configuration. */
  readonly output?: readonly string[];
  readonly check?: boolean;
  readonly watch?: boolean;
  readonly strict?: boolean;
  readonly reporter?: 'pretty' | 'json' | 'github' | 'sarif' | 'msvc';
  readonly depfile?: string;
  readonly listOutputs?: boolean;
  readonly stats?: boolean;
  /** False for `--no-cache`. */
  readonly cache?: boolean;
  readonly cacheDir?: string;
}

export interface Actions {
  readonly generate: (flags: GenerateFlags) => Promise<void>;
  readonly explain: (name: string, flags: ExplainFlags) => Promise<void>;
  readonly explainWhy: (name: string, flags: GenerateFlags) => Promise<void>;
  readonly lint: (flags: LintFlags) => Promise<void>;
  readonly report: (flags: ReportFlags) => Promise<void>;
  readonly diff: (old: string | undefined, next: string | undefined, flags: DiffFlags) => Promise<void>;
  readonly templates: (flags: TemplatesFlags) => Promise<void>;
  readonly init: (flags: InitFlags) => Promise<void>;
}

const examples = `
Examples:
  $ generate                                        from the metadata of this package into ./generated
  $ generate --docs docs/framework/unmanaged-api    from a checkout of the docs
  $ generate --docs pages --base embedded           pages of yours over the metadata of this package
  $ generate --target cpp --out include/clr         C++ headers alone
  $ generate --select 'ICLRRuntimeHost*'            a part of the API, and what it needs
  $ generate --check                                for CI: write nothing, exit 3 if the outputs are out of date
  $ generate explain ICLRTask::Abort                what is known about an API, or what a diagnostic (CB301) means
  $ generate lint --docs docs/api                   where the docs contradict themselves and the headers
  $ generate diff --git v1.0..main docs/api         what changed in the API between two revisions of the docs

Exit codes: 0 done; 1 errors in the input; 2 wrong usage (an option, the configuration, or a folder or file that they
name), or a fault of the generator; 3 --check found outputs that are out of date.`;

/** Describes the command line. Errors in it throw a CommanderError instead of ending the process. */
export function createProgram(version: string, actions: Actions): Command {
  const program = new Command('generate')
    .description(
      'Generates C++ headers, TypeScript typings and HRESULT enums for the unmanaged API of .NET from its reference docs.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .usage(
      '[options]\n       generate explain NAME|CODE | --why NAME\n       generate lint [options]\n       generate report [options]\n       generate diff OLD NEW\n       generate templates [--eject NAME]\n       generate init',
    )
    .argument('[command]')
    .allowExcessArguments()
    .addOption(
      new Option(
        '-d, --docs <folder>',
        'folder of docs pages, instead of the embedded metadata (repeatable)',
      ).argParser((folder, folders: string[] = []) => [...folders, text(folder)]),
    )
    .option('--base <model>', 'lay the docs over a model: `embedded`, or a model.json', text)
    .option('-o, --out <folder>', 'output folder (default: generated)', text)
    .addOption(
      new Option(
        '-s, --select <patterns>',
        'what to generate, with what it needs: names, globs, header:H, area:A, used:SOURCES',
      ).argParser((patterns, all: string[] = []) => [...all, ...splitPatterns(patterns).map(text)]),
    )
    .addOption(
      new Option('-t, --target <names>', 'targets, separated by commas (default: cpp,typescript)').argParser(
        (names, all: string[] = []) => [...all, ...names.split(',').map((name) => text(name.trim()))],
      ),
    )
    .addOption(
      new Option('--comments <level>', "how much of the docs' prose becomes comments (default: summary)").choices([
        'none',
        'link',
        'summary',
        'full',
      ]),
    )
    .option('--templates <folder>', 'templates that replace those of this package, file by file', text)
    .option(
      '-c, --config <file>',
      'configuration file (default: clr-bindgen.config.{json,jsonc,mjs,ts} or package.json)',
      text,
    )
    .addOption(
      new Option(
        '--output <names>',
        'which outputs of the configuration, separated by commas (default: all)',
      ).argParser((names, all: string[] = []) => [...all, ...names.split(',').map((name) => text(name.trim()))]),
    )
    .option('--check', 'write nothing; show what is out of date and exit with 3')
    .addOption(
      new Option('--watch', 'generate again whenever docs, metadata, templates or configuration change').conflicts([
        'check',
        'listOutputs',
        'stats',
      ]),
    )
    .option('--strict', 'let warnings fail the run')
    .addOption(
      new Option('--reporter <name>', 'how diagnostics are shown (default: pretty)').choices([
        'pretty',
        'json',
        'github',
        'sarif',
        'msvc',
      ]),
    )
    .option('--depfile <file>', 'write the inputs that the outputs depend on, for Make and Ninja', text)
    .option('--list-outputs', 'print the paths of the outputs, write nothing')
    .option('--stats', 'print what became of the pages, what the model holds, and where time and memory went')
    .option('--cache-dir <folder>', 'folder of the cache (default: node_modules/.cache/clr-bindgen)', text)
    .option('--no-cache', 'do everything anew, and keep nothing for the next run')
    .addHelpText('after', examples)
    .exitOverride();
  program.action(async (unknown: string | undefined, flags: GenerateFlags) => {
    // Only words that are no command arrive here.
    if (unknown !== undefined) {
      const known = program.commands.map((command) => command.name());
      program.error(`error: unknown command '${unknown}'${suggestion(unknown, known)}`);
    }
    await actions.generate(flags);
  });
  describeExplain(program.command('explain'))
    .option('--why <name>', 'say why an API is selected; takes the options of `generate`, too', text)
    .action(async (name: string | undefined, { why }: { readonly why?: string }, command: Command) => {
      if (why !== undefined) await actions.explainWhy(why, command.optsWithGlobals());
      else if (name !== undefined) await actions.explain(name, command.optsWithGlobals());
      else command.error("error: missing required argument 'name'");
    });
  describeLint(program.command('lint')).action((_flags: unknown, command: Command) =>
    actions.lint(command.optsWithGlobals()),
  );
  describeReport(program.command('report')).action((_flags: unknown, command: Command) =>
    actions.report(command.optsWithGlobals()),
  );
  describeDiff(program.command('diff')).action(actions.diff);
  describeTemplates(program.command('templates')).action((_flags: unknown, command: Command) =>
    actions.templates(command.optsWithGlobals()),
  );
  describeInit(program.command('init')).action(actions.init);
  return program;
}

/** The argument of an option; an empty one, mostly a variable of a script that is not set, is no folder and no name. */
function text(argument: string): string {
  if (argument === '') throw new InvalidArgumentError('It must not be empty.');
  return argument;
}
