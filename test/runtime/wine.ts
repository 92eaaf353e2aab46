import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import type { Outcome, Workshop } from './example.ts';

/** Debian keeps the programs of its wine64 package off the PATH. */
const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/lib/wine'];

function find(...names: readonly string[]): string {
  for (const name of names)
    for (const folder of folders) {
      const program = path.join(folder, name);
      try {
        accessSync(program, constants.X_OK);
        return program;
      } catch {}
    }
  throw new Error(`${names.join(' or ')} is not installed (Debian: apt-get install wine64)`);
}

/** A Windows of its own in a workshop's folder. */
export class Wine {
  private readonly workshop: Workshop;

  constructor(workshop: Workshop) {
    this.workshop = workshop;
  }

  private get environment(): Readonly<Record<string, string>> {
    return { WINEPREFIX: path.join(this.workshop.folder, 'wine'), WINEDEBUG: '-all', DISPLAY: '' };
  }

  /** Sets the prefix up: 10 to 30 seconds. Without the overrides wine would ask to download Mono and Gecko. */
  async start(): Promise<void> {
    const quiet = { ...this.environment, WINEDLLOVERRIDES: 'mscoree,mshtml=' };
    await this.workshop.must(find('wine64', 'wine'), ['wineboot', '-i'], quiet);
  }

  run(program: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    return this.workshop.run(find('wine64', 'wine'), [program, ...args], { ...this.environment, ...environment });
  }

  /** Ends this prefix's processes, and no other's. */
  async stop(): Promise<void> {
    await this.workshop.run(find('wineserver', 'wineserver64'), ['-k'], this.environment);
    await this.workshop.run(find('wineserver', 'wineserver64'), ['-w'], this.environment);
  }
}

/** A path as the programs in wine write it. */
export function windowsPath(file: string): string {
  return `Z:${file.replaceAll('/', '\\')}`;
}
