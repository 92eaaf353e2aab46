#!/usr/bin/env node
import { CommanderError } from 'commander';
import { packageVersion } from '../read/package-root.ts';
import { exitCodes } from './exit-code.ts';
import { createProgram } from './program.ts';
import { delayOptimization } from './v8-options.ts';

/** Runs the command line. What a command needs is loaded when it runs: help and errors in options cost next to nothing. */
async function main(): Promise<number> {
  delayOptimization();
  let exitCode = exitCodes.done;
  const program = createProgram(packageVersion(), {
    generate: async (flags) => {
      const { runGenerate } = await import('./generate-command.ts');
      exitCode = await runGenerate(flags);
    },
    explain: async (name, flags) => {
      const { explain } = await import('./explain-command.ts');
      exitCode = await explain(name, flags);
    },
    explainWhy: async (name, flags) => {
      const { explainWhy } = await import('./why-command.ts');
      exitCode = await explainWhy(name, flags);
    },
    lint: async (flags) => {
      const { runLint } = await import('./lint-command.ts');
      exitCode = await runLint(flags);
    },
    report: async (flags) => {
      const { runReport } = await import('./report-command.ts');
      exitCode = await runReport(flags);
    },
    diff: async (old, next, flags) => {
      const { runDiff } = await import('./diff-command.ts');
      exitCode = await runDiff(old, next, flags);
    },
    templates: async (flags) => {
      const { runTemplates } = await import('./templates-command.ts');
      exitCode = await runTemplates(flags);
    },
    init: async (flags) => {
      const { runInit } = await import('./init-command.ts');
      exitCode = await runInit(flags);
    },
  });
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    process.stderr.write(`error: the generator failed: ${error instanceof Error ? error.stack : String(error)}\n`);
    return exitCodes.fault;
  }
  return exitCode;
}

// A reader that has seen enough (`generate --list-outputs | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

async function runAndExit(): Promise<void> {
  process.exitCode = await main();
  // What is still on its way to a pipe would be lost.
  for (const stream of [process.stdout, process.stderr]) await new Promise((done) => stream.write('', done));
  // Taking the heap apart would cost a run that finds little to do a tenth of its time.
  process.exit();
}

void runAndExit();
