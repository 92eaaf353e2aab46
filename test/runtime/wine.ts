import { accessSync, constants, readFileSync } from 'node:fs';
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

  /** Says that this is Windows 10: Node.js does not start on the Windows 7 that wine is by itself. */
  async becomeWindows10(): Promise<void> {
    await this.workshop.must(find('wine64', 'wine'), ['winecfg', '-v', 'win10'], this.environment);
  }

  /** Runs a program that cannot write to pipes, as Node.js in wine: what it writes goes through files. */
  async runWithFiles(program: string, args: readonly string[]): Promise<Outcome> {
    const { folder } = this.workshop;
    const files = { stdout: path.join(folder, 'stdout.txt'), stderr: path.join(folder, 'stderr.txt') };
    const script = 'out=$1 err=$2; shift 2; exec "$@" < /dev/null > "$out" 2> "$err"';
    const command = [files.stdout, files.stderr, find('wine64', 'wine'), program, ...args];
    const { code } = await this.workshop.run('sh', ['-c', script, 'sh', ...command], this.environment);
    const read = (file: string): string => readFileSync(file, 'utf8').replaceAll('\r', '');
    return { code, stdout: read(files.stdout), stderr: read(files.stderr) };
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
