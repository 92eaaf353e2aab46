import { functionFailure, type ReadOutcome, rawValue, runAsync, runSync } from './call.ts';
import { ArgumentError, FunctionNotFoundError } from './errors.ts';
import { koffi, type NativeCall } from './koffi.ts';
import { libraryOf } from './library.ts';
import { prototypeOf } from './native-type.ts';
import { prepareScratch } from './scratch.ts';
import { type AbiSignature, parseSignature } from './signature.ts';
import type { NativeFunction, Pointer } from './types.ts';

/**
 * A native function by its address, e.g. of a delegate. The signature is in the notation of generated modules:
 * `functionAt<(left: number, right: number) => number>(address, 'Add(in i32 left, in i32 right) i32')`.
 */
export function functionAt<F extends (...args: never[]) => unknown>(at: Pointer, text: string): F {
  const signature = parseSignature(text);
  if (typeof at !== 'bigint' || at === 0n) throw new ArgumentError(signature.name, 'needs the address of a function');
  prepareScratch();
  const native = koffi().decode(at, prototypeOf(signature, false)) as NativeCall;
  return ((...args: unknown[]) => {
    const outcome = runSync(signature, native, [], args);
    if (outcome.failed) throw functionFailure(signature.name, outcome.result);
    return outcome.value;
  }) as unknown as F;
}

function exported(library: string, name: string): Pointer {
  const found = libraryOf(library);
  try {
    return found.symbol(name) as Pointer;
  } catch (cause) {
    throw new FunctionNotFoundError(name, library, cause);
  }
}

/** Makes an exported function. Generated modules call it; the library is looked up with the first call. */
// biome-ignore lint/suspicious/noExplicitAny: the generated declaration has the type
export function defineFunction(library: string, text: string): any {
  let signature: AbiSignature | undefined;
  let native: NativeCall | undefined;
  const prepared = (): { signature: AbiSignature; native: NativeCall } => {
    signature ??= parseSignature(text);
    if (!native) {
      prepareScratch();
      native = koffi().decode(exported(library, signature.name), prototypeOf(signature, false)) as NativeCall;
    }
    return { signature, native };
  };
  const finish = (outcome: ReadOutcome): unknown => {
    if (outcome.failed) throw functionFailure((signature as AbiSignature).name, outcome.result);
    return outcome.value;
  };
  const run = (args: readonly unknown[]): ReadOutcome => {
    const { signature: known, native: code } = prepared();
    return runSync(known, code, [], args);
  };
  return Object.assign((...args: unknown[]) => finish(run(args)), {
    raw: (...args: unknown[]) => rawValue(prepared().signature, run(args)),
    async: async (...args: unknown[]) => {
      const { signature: known, native: code } = prepared();
      return finish(await runAsync(known, code, [], args));
    },
  }) as NativeFunction<(...args: unknown[]) => unknown, unknown>;
}
