import { ArgumentError, HResultError } from './errors.ts';
import { IncomingCall } from './incoming-call.ts';
import { koffi } from './koffi.ts';
import { prototypeOf } from './native-type.ts';
import { enterFrame, leaveFrame } from './scratch.ts';
import { type AbiSignature, parseSignature } from './signature.ts';
import type { CallbackCode, CallbackPointer, CallbackType, Pointer } from './types.ts';

const E_FAIL = 0x8000_4005 | 0;

/** The type of a function pointer at run time. */
class CallbackDescriptor implements CallbackType<unknown> {
  readonly #text: string;
  #signature: AbiSignature | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  get signature(): AbiSignature {
    this.#signature ??= parseSignature(this.#text);
    return this.#signature;
  }

  get name(): string {
    return this.signature.name;
  }
}

/** Makes the type of a function pointer. Generated modules call it. */
export function defineCallback<F>(signature: string): CallbackType<F> {
  return new CallbackDescriptor(signature) as CallbackType<F>;
}

function report(error: unknown): void {
  try {
    process.emitWarning(error instanceof Error ? error : String(error));
  } catch {
    // Reporting must not become the next exception.
  }
}

/**
 * Makes a function that native code can call, from any thread; a call of another thread waits until this thread's
 * event loop is free. An exception becomes the HRESULT of an HResultError, else E_FAIL.
 *
 * koffi has 8192 such functions: dispose it when native code will not call it any more.
 */
export function callback<F>(type: CallbackType<F>, code: CallbackCode<F>): CallbackPointer<F> {
  const { signature } = type as unknown as CallbackDescriptor;
  if (typeof code !== 'function') throw new ArgumentError('code', `must be a function, got ${typeof code}`);
  const run = code as (...args: unknown[]) => unknown;
  const incoming = new IncomingCall(signature);
  const entry = (...native: unknown[]): unknown => {
    enterFrame();
    try {
      return incoming.returned(run(...incoming.arguments(native)), native);
    } catch (error) {
      if (!(error instanceof HResultError)) report(error);
      return incoming.failed(error instanceof HResultError ? error.hresult | 0 : E_FAIL);
    } finally {
      leaveFrame();
    }
  };
  return new RegisteredCallback(
    koffi().register(entry, koffi().pointer(prototypeOf(signature, false))),
  ) as CallbackPointer<F>;
}

class RegisteredCallback {
  #address: Pointer;

  constructor(address: Pointer) {
    this.#address = address;
  }

  /** `0n` once it is disposed. */
  get address(): Pointer {
    return this.#address;
  }

  [Symbol.dispose](): void {
    if (this.#address === 0n) return;
    koffi().unregister(this.#address);
    this.#address = 0n;
  }
}
