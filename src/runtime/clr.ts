import path from 'node:path';
import { iidOf } from './arguments.ts';
import { coreClrStarts } from './call-guards.ts';
import { ArgumentError, HResultError, RuntimeNotFoundError, RuntimeStateError } from './errors.ts';
import { internGuid } from './guid.ts';
import { koffi, type NativeCall } from './koffi.ts';
import { IUnknown, stopReleasing, wrap, wrapBorrowed } from './native-object.ts';
import { fileSystem, operatingSystem } from './node-builtins.ts';
import { prepareScratch, scratch } from './scratch.ts';
import type { Guid, Interface, NativeObject, Pointer } from './types.ts';

/** The file of a CLR library on this platform: `coreclr` is `libcoreclr.so`, `libcoreclr.dylib` or `coreclr.dll`. */
export function clrLibrary(runtime: string, name: string): string {
  const file =
    process.platform === 'win32' ? `${name}.dll` : process.platform === 'darwin' ? `lib${name}.dylib` : `lib${name}.so`;
  return path.join(runtime, file);
}

/** Where .NET is looked for: DOTNET_ROOT, the places of installers, the user's own. */
export function dotnetRoots(environment: Readonly<Record<string, string | undefined>> = process.env): string[] {
  const { DOTNET_ROOT, ProgramFiles, PATH = '' } = environment;
  const command = process.platform === 'win32' ? 'dotnet.exe' : 'dotnet';
  const onPath = PATH.split(path.delimiter).filter(
    (folder) => folder !== '' && fileSystem().existsSync(path.join(folder, command)),
  );
  const places = [
    DOTNET_ROOT,
    ...(process.platform === 'win32'
      ? [path.join(ProgramFiles ?? 'C:\\Program Files', 'dotnet')]
      : process.platform === 'darwin'
        ? ['/usr/local/share/dotnet']
        : ['/usr/share/dotnet', '/usr/lib/dotnet', '/usr/lib64/dotnet']),
    path.join(operatingSystem().homedir(), '.dotnet'),
    ...onPath,
  ];
  return [...new Set(places.filter((place): place is string => place !== undefined && place !== ''))];
}

/**
 * The folder of the newest Microsoft.NETCore.App below a .NET root, or below the first root that has one.
 * @throws RuntimeNotFoundError if there is none.
 */
export function findRuntime(root?: string): string {
  const roots = root === undefined ? dotnetRoots() : [root];
  for (const place of roots) {
    const versions = path.join(place, 'shared', 'Microsoft.NETCore.App');
    if (!fileSystem().existsSync(versions)) continue;
    const newest = fileSystem()
      .readdirSync(versions)
      .filter((name) => fileSystem().existsSync(clrLibrary(path.join(versions, name), 'coreclr')))
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
      .at(-1);
    if (newest !== undefined) return path.join(versions, newest);
  }
  throw new RuntimeNotFoundError(
    'No .NET runtime: set DOTNET_ROOT, or give the folder of Microsoft.NETCore.App',
    roots,
  );
}

/** How a runtime is started. */
export interface CoreClrOptions {
  /** Folder with coreclr and the framework's assemblies; default: `findRuntime()`. */
  readonly runtime?: string;
  /** Folders in which the app's assemblies are. */
  readonly appPaths?: readonly string[];
  /** Runtime properties, over the ones that follow from the options. */
  readonly properties?: Readonly<Record<string, string>>;
  readonly domainName?: string;
}

let started: CoreClr | undefined;

/**
 * The CLR in this process. There is one, and once it is shut down there is none again.
 *
 * koffi runs native code on a stack of its own: managed code that asks for more stack
 * (`RuntimeHelpers.EnsureSufficientExecutionStack`, as compilers of expressions do) must run on a managed thread. While
 * the CLR runs, Node no longer gets SIGTERM.
 */
export class CoreClr {
  readonly runtime: string;
  /** Id of the app domain that starting made. */
  readonly domainId: number;
  readonly #library: ReturnType<ReturnType<typeof koffi>['load']>;
  readonly #host: Pointer;
  #alive = true;

  /**
   * Starts the CLR.
   * @throws RuntimeNotFoundError if there is none; RuntimeStateError if one was started before; HResultError if it
   * does not start.
   */
  static start(options: CoreClrOptions = {}): CoreClr {
    if (started) throw new RuntimeStateError('A process has one CLR, and it was started already; use another process');
    started = new CoreClr(options);
    return started;
  }

  /** The CLR that runs in this process. @throws RuntimeStateError if none does. */
  static current(): CoreClr {
    if (!started?.running) throw new RuntimeStateError('No CLR runs in this process; call CoreClr.start() first');
    return started;
  }

  private constructor({
    runtime = findRuntime(),
    appPaths = [],
    properties = {},
    domainName = 'node',
  }: CoreClrOptions) {
    const file = clrLibrary(runtime, 'coreclr');
    if (!fileSystem().existsSync(file)) throw new RuntimeNotFoundError(`${runtime} holds no CoreCLR`, [file]);
    this.runtime = runtime;
    this.#library = koffi().load(file);
    const initialize = this.#function('coreclr_initialize', 'int32_t', [
      'str',
      'str',
      'int32_t',
      'const char **',
      'const char **',
      'void *',
      'void *',
    ]);
    const all = { ...defaultProperties(runtime, appPaths), ...properties };
    prepareScratch();
    const { frame } = scratch;
    frame.u64[0] = 0n;
    frame.u32[2] = 0;
    const keys = Object.keys(all);
    const hr = initialize(
      process.execPath,
      domainName,
      keys.length,
      keys,
      Object.values(all),
      frame.at[0],
      frame.at[1],
    );
    if (hr < 0) throw new HResultError(hr, 'coreclr_initialize');
    this.#host = frame.u64[0];
    coreClrStarts();
    this.domainId = frame.u32[2];
  }

  /** The hosting interface of the running CLR: CoreCLR has ICLRRuntimeHost, ICLRRuntimeHost2 and ICLRRuntimeHost4. */
  host<T extends NativeObject>(as: Interface<T>): T {
    this.#check();
    // The handle of coreclr_initialize is an ICLRRuntimeHost4 whose reference the CLR keeps.
    const host = wrapBorrowed(this.#host, IUnknown);
    try {
      return host.QueryInterface(as);
    } finally {
      host.Release();
    }
  }

  /** A metadata dispenser: give it `CLSID_CorMetaDataDispenser` and `IMetaDataDispenserEx`, both of the module `cor`. */
  metadataDispenser<T extends NativeObject>(clsid: Guid, as: Interface<T>): T {
    this.#check();
    const get = this.#function('MetaDataGetDispenser', 'int32_t', ['void *', 'void *', 'void *']);
    const { frame } = scratch;
    frame.u64[0] = 0n;
    const hr = get(internGuid(clsid), iidOf(as, 'as'), frame.at[0]);
    if (hr < 0) throw new HResultError(hr, 'MetaDataGetDispenser');
    return wrap(frame.u64[0], as);
  }

  /** Runs an assembly's Main on this thread and returns its exit code. */
  executeAssembly(file: string, args: readonly string[] = []): number {
    this.#check();
    const { frame } = scratch;
    const hr = this.#execute()(...this.#executeArguments(file, args, frame.at[0]));
    if (hr < 0) throw new HResultError(hr, 'coreclr_execute_assembly');
    return frame.u32[0];
  }

  /** The same on a thread of its own: the event loop stays free, e.g. for callbacks. */
  async executeAssemblyAsync(file: string, args: readonly string[] = []): Promise<number> {
    this.#check();
    const exitCode = koffi().alloc('uint32_t', 1) as Pointer;
    try {
      const hr = await new Promise<number>((resolve, reject) => {
        this.#execute().async(...this.#executeArguments(file, args, exitCode), (error: unknown, value: number) => {
          if (error) reject(error);
          else resolve(value);
        });
      });
      if (hr < 0) throw new HResultError(hr, 'coreclr_execute_assembly');
      return koffi().decode.uint32(exitCode);
    } finally {
      koffi().free(exitCode);
    }
  }

  /** The address of a managed static method as a native function; give it to `functionAt`. */
  createDelegate(assembly: string, type: string, method: string): Pointer {
    this.#check();
    const create = this.#function('coreclr_create_delegate', 'int32_t', [
      'void *',
      'uint32_t',
      'str',
      'str',
      'str',
      'void *',
    ]);
    const { frame } = scratch;
    frame.u64[0] = 0n;
    const hr = create(this.#host, this.domainId, assembly, type, method, frame.at[0]);
    if (hr < 0) throw new HResultError(hr, 'coreclr_create_delegate');
    return frame.u64[0];
  }

  /** Shuts the CLR down and returns the exit code that managed code latched. Objects of it must not be used any more. */
  shutdown(): number {
    this.#check();
    const end = this.#function('coreclr_shutdown_2', 'int32_t', ['void *', 'uint32_t', 'void *']);
    const { frame } = scratch;
    frame.i32[0] = 0;
    stopReleasing();
    this.#alive = false;
    const hr = end(this.#host, this.domainId, frame.at[0]);
    if (hr < 0) throw new HResultError(hr, 'coreclr_shutdown_2');
    return frame.i32[0];
  }

  [Symbol.dispose](): void {
    if (this.#alive) this.shutdown();
  }

  /** Whether it was not shut down yet. */
  get running(): boolean {
    return this.#alive;
  }

  #check(): void {
    if (!this.#alive) throw new RuntimeStateError('The CLR was shut down; a process has one CLR in its life');
  }

  #execute(): NativeCall {
    return this.#function('coreclr_execute_assembly', 'int32_t', [
      'void *',
      'uint32_t',
      'int32_t',
      'const char **',
      'str',
      'void *',
    ]);
  }

  #executeArguments(file: string, args: readonly string[], exitCode: Pointer): unknown[] {
    const assembly = path.resolve(file);
    // CoreCLR throws in managed code where nothing catches it, which ends the process.
    if (!fileSystem().existsSync(assembly)) throw new ArgumentError('file', `${assembly} does not exist`);
    return [this.#host, this.domainId, args.length, [...args], assembly, exitCode];
  }

  #function(name: string, result: string, parameters: string[]): NativeCall {
    return this.#library.func(name, result, parameters) as unknown as NativeCall;
  }
}

function defaultProperties(runtime: string, appPaths: readonly string[]): Record<string, string> {
  const assemblies = fileSystem()
    .readdirSync(runtime)
    .filter((name) => name.toLowerCase().endsWith('.dll'));
  const folders = appPaths.map((folder) => path.resolve(folder));
  return {
    TRUSTED_PLATFORM_ASSEMBLIES: assemblies.map((name) => path.join(runtime, name)).join(path.delimiter),
    APP_PATHS: folders.join(path.delimiter),
    NATIVE_DLL_SEARCH_DIRECTORIES: [runtime, ...folders].join(path.delimiter),
  };
}
