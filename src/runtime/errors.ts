import { FACILITIES } from './facilities.ts';
import { hresultDescription, hresultNames } from './hresult-names.ts';

/** All errors of the runtime; `code` is stable and meant for programs. */
export class ClrError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** A call that failed: its HRESULT, what it is called, and what the docs of that very method say it means. */
export class HResultError extends ClrError {
  /** Unsigned 32-bit. */
  readonly hresult: number;
  /** `ICLRRuntimeHost::Start`. */
  readonly api: string;
  /** Name of the HRESULT as the method's docs have it, else its first known name, else its value in hexadecimal. */
  readonly hresultName: string;
  /** What it means for this method, or in general. */
  readonly meaning: string | undefined;

  constructor(hresult: number, api = '', documented?: { readonly name?: string; readonly meaning?: string }) {
    const unsigned = hresult >>> 0;
    const name = documented?.name ?? hresultNames(unsigned)[0] ?? `0x${unsigned.toString(16).padStart(8, '0')}`;
    const meaning = documented?.meaning ?? hresultDescription(name);
    const value = name.startsWith('0x') ? name : `${name} (0x${unsigned.toString(16).padStart(8, '0')})`;
    super(name, `${api === '' ? '' : `${api}: `}${value}${meaning ? `: ${meaning}` : ''}`);
    this.hresult = unsigned;
    this.api = api;
    this.hresultName = name;
    this.meaning = meaning;
  }

  get facility(): number {
    return (this.hresult >>> 16) & 0x1fff;
  }

  get facilityName(): string {
    return FACILITIES[this.facility] ?? `FACILITY_${this.facility}`;
  }
}

/** koffi, which makes the native calls, is not installed or does not load. */
export class MissingKoffiError extends ClrError {
  constructor(cause: unknown) {
    super('ERR_MISSING_KOFFI', 'Native calls need the package koffi: run `npm install koffi@3`', { cause });
  }
}

/** This machine is none that the runtime can call on. */
export class UnsupportedPlatformError extends ClrError {
  constructor(what: string) {
    super('ERR_UNSUPPORTED_PLATFORM', what);
  }
}

/** An object was used after its last reference was given back. */
export class ReleasedObjectError extends ClrError {
  constructor(what: string) {
    super(
      'ERR_RELEASED',
      `${what} was released; keep the object until its last use, or take a reference with AddRef()`,
    );
  }
}

/** An argument that is not what its parameter needs. */
export class ArgumentError extends ClrError {
  readonly parameter: string;

  constructor(parameter: string, message: string, code = 'ERR_ARGUMENT') {
    super(code, `${parameter}: ${message}`);
    this.parameter = parameter;
  }
}

/** NULL where the docs do not allow it. */
export class NullArgumentError extends ArgumentError {
  constructor(parameter: string) {
    super(
      parameter,
      'must not be null; pass NULL if the API takes one though its docs do not say so',
      'ERR_NULL_ARGUMENT',
    );
  }
}

/** An object of another interface. */
export class WrongInterfaceError extends ArgumentError {
  constructor(parameter: string, wanted: string, got: string) {
    super(parameter, `needs ${wanted}, got ${got}; call QueryInterface(${wanted}) first`, 'ERR_WRONG_INTERFACE');
  }
}

/** A metadata token of another table. */
export class WrongTokenError extends ArgumentError {
  constructor(parameter: string, wanted: number, got: number) {
    const table = `0x${wanted.toString(16).padStart(2, '0')}`;
    super(
      parameter,
      `needs a token of table ${table}, got 0x${(got >>> 0).toString(16).padStart(8, '0')}`,
      'ERR_WRONG_TOKEN',
    );
  }
}

/** A generated module that a result needs was not imported. */
export class ModuleNotLoadedError extends ClrError {
  constructor(name: string, module: string) {
    super(
      'ERR_MODULE_NOT_LOADED',
      `${name} is of another module: import 'clr-bindgen/typescript/${module}' once, anywhere`,
    );
  }
}

/** A runtime or one of its libraries was not found. */
export class RuntimeNotFoundError extends ClrError {
  readonly searched: readonly string[];

  constructor(what: string, searched: readonly string[]) {
    super('ERR_RUNTIME_NOT_FOUND', `${what}${searched.length > 0 ? `; looked in ${searched.join(', ')}` : ''}`);
    this.searched = searched;
  }
}

/** A library has no function of a name: it is of another version, or another library. */
export class FunctionNotFoundError extends ClrError {
  constructor(name: string, library: string, cause: unknown) {
    super(
      'ERR_FUNCTION_NOT_FOUND',
      `The library bound to ${library} exports no ${name}: check the path that bindLibrary was given, and its version`,
      { cause },
    );
  }
}

/** The runtime is not in the state that a call needs: not started, started twice, shut down. */
export class RuntimeStateError extends ClrError {
  constructor(message: string) {
    super('ERR_RUNTIME_STATE', message);
  }
}

/** A synchronous call that would wait for a callback into this very thread. */
export class DeadlockError extends ClrError {
  constructor(api: string) {
    super('ERR_DEADLOCK', `${api} waits for callbacks that this thread must serve: call it through asynchronous(...)`);
  }
}

/** A slot that ends the process when it is called here. */
export class ForbiddenCallError extends ClrError {
  constructor(api: string, reason: string) {
    super('ERR_FORBIDDEN_CALL', `${api} must not be called: ${reason}`);
  }
}
