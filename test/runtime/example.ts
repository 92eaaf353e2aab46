import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The repository. */
export const root = path.resolve(import.meta.dirname, '..', '..');

/** Whether programs that need a real runtime are to be built and run: `npm run test:runtime` says so. */
export const runtimeTests = process.env.CLR_BINDGEN_TEST_RUNTIME === '1';

/** The generated headers: those of the repository, or of the folder that CLR_BINDGEN_INCLUDE names. */
const include = path.resolve(process.env.CLR_BINDGEN_INCLUDE ?? path.join(root, 'generated', 'cpp'));

/** Where the .NET SDK for the tests and the compiled test application lie. */
export interface TestSdk {
  readonly sdk: string;
  readonly runtime: string;
  readonly dotnet: string;
  readonly app: string;
}

/** The SDK, installed into its cache if it is not there yet. */
export function testSdk(): TestSdk {
  const script = path.join(root, 'scripts', 'test-sdk.mjs');
  return JSON.parse(execFileSync(process.execPath, [script, '--json'], { encoding: 'utf8' }));
}

/** The SDK for Windows, which wine runs. */
export function windowsSdk(): string {
  const script = path.join(root, 'scripts', 'test-sdk.mjs');
  return execFileSync(process.execPath, [script, '--windows'], { encoding: 'utf8' }).trim();
}

/** The node_modules folder with Node.js and koffi for Windows. */
export function windowsNode(): string {
  const script = path.join(root, 'scripts', 'test-sdk.mjs');
  return execFileSync(process.execPath, [script, '--windows-node'], { encoding: 'utf8' }).trim();
}

export interface Outcome {
  readonly code: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own for what a test builds and for what the programs leave behind. */
export class Workshop {
  #folder: string | undefined;
  readonly #builds = new Map<string, Promise<string>>();

  get folder(): string {
    this.#folder ??= mkdtempSync(path.join(tmpdir(), 'clr-runtime-'));
    return this.#folder;
  }

  /**
   * Configures and builds `examples/<example>` as its README says, warnings being errors; once for each set of arguments.
   *
   * @returns the folder that holds what was built
   */
  build(example: string, compiler: string, settings: readonly string[] = []): Promise<string> {
    const key = JSON.stringify([example, compiler, settings]);
    let building = this.#builds.get(key);
    if (!building) {
      building = this.configureAndBuild(example, compiler, settings);
      this.#builds.set(key, building);
    }
    return building;
  }

  private async configureAndBuild(example: string, compiler: string, settings: readonly string[]): Promise<string> {
    if (!existsSync(path.join(include, 'clr_platform.h'))) throw new Error(`${include} holds no generated headers`);
    const build = mkdtempSync(path.join(this.folder, `${example}-`));
    const configure = ['-S', path.join(root, 'examples', example), '-B', build, `-DCLR_BINDGEN_INCLUDE=${include}`];
    await this.must('cmake', [...configure, ...compilerSettings(compiler), ...settings]);
    await this.must('cmake', ['--build', build]);
    return build;
  }

  /** Runs a program to its end with a temporary folder of its own, where the CLR and wine leave sockets and pipes. */
  run(program: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    const temporary = path.join(this.folder, 'tmp');
    mkdirSync(temporary, { recursive: true });
    const env = {
      ...process.env,
      TMPDIR: temporary,
      DOTNET_CLI_TELEMETRY_OPTOUT: '1',
      DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1',
      ...environment,
    };
    return new Promise((resolve) => {
      const options = { cwd: this.folder, env, encoding: 'utf8', timeout: 150_000, maxBuffer: 1 << 26 } as const;
      execFile(program, [...args], options, (error, stdout, stderr) => {
        resolve({ code: error ? (error.code ?? error.signal ?? null) : 0, stdout, stderr });
      });
    });
  }

  /** Runs a program that has to succeed. */
  async must(
    program: string,
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const { code, stdout, stderr } = await this.run(program, args, environment);
    if (code !== 0) throw new Error(`${program} ${args.join(' ')}\nended with ${code}\n${stdout}${stderr}`);
    return stdout;
  }

  remove(): void {
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function compilerSettings(compiler: string): string[] {
  const flags = '-DCMAKE_CXX_FLAGS_INIT=-Wall -Wextra -Wpedantic -Werror';
  if (compiler !== 'mingw') return [flags, `-DCMAKE_CXX_COMPILER=${compiler}`];
  return [flags, `-DCMAKE_TOOLCHAIN_FILE=${path.join(root, 'examples', 'cpp-include', 'mingw.cmake')}`];
}

/** The calls that a program with `expect.h` made, each with what it answered: `GetRuntime: E_POINTER`. */
export function answers(stdout: string): string[] {
  return [...stdout.matchAll(/^(?:ok|BAD) +(?:\w+->)?(\w+)\(.*-> (0x\w+) (\w*)\r?$/gm)].map(
    ([, method, value, name]) => `${method}: ${name || value}`,
  );
}

/** The environment in which the CLR loads cpp-profiler for the test application; paths as the CLR's system writes them. */
export function profiling(profiler: string, report: string): Record<string, string> {
  return {
    CORECLR_ENABLE_PROFILING: '1',
    CORECLR_PROFILER: '{4D2B64A1-6B5C-4B3E-9C57-0D5A6B6F3E11}',
    CORECLR_PROFILER_PATH: profiler,
    JIT_REPORT: report,
    JIT_REPORT_PREFIX: 'TestApp.',
    // Without tiers each method is compiled once.
    COMPlus_TieredCompilation: '0',
  };
}
