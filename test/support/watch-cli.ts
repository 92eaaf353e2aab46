import { spawn } from 'node:child_process';
import { main } from './built-cli.ts';

/** A running `generate --watch`. */
export interface WatchedCli {
  /** Waits until all patterns match what it has printed so far, which is returned. */
  readonly until: (...patterns: readonly RegExp[]) => Promise<string>;
  /** Interrupts it; its exit code. */
  readonly end: () => Promise<number | null>;
}

/** Starts `generate --watch` with the built command line. */
export function watchCli(args: readonly string[], cwd: string): WatchedCli {
  const child = spawn(process.execPath, [main, '--watch', ...args], { cwd, env: { ...process.env, NO_COLOR: '1' } });
  const exited = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  let told = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (data: string) => {
      told += data;
    });
  }
  return {
    until: async (...patterns) => {
      while (!patterns.every((pattern) => pattern.test(told))) {
        const ended = await Promise.race([
          exited.then(() => true),
          new Promise<false>((resolve) => child.stdout.once('data', () => resolve(false))),
        ]);
        if (ended) throw new Error(`generate --watch ended:\n${told}`);
      }
      return told;
    },
    end: () => {
      child.kill('SIGINT');
      return exited;
    },
  };
}
