import type { InterfaceDescriptor, MethodThis } from './descriptor.ts';
import { HResultError } from './errors.ts';
import { type CallOutcome, PreparedCall, planOf } from './invoke.ts';
import type { NativeCall } from './koffi.ts';
import { failureOf, nativeSlot, type ObjectBase } from './native-object.ts';
import type { AbiSignature } from './signature.ts';

/** Calls a slot as its signature says; what generated methods do that are not straight-line. */
// biome-ignore lint/suspicious/noExplicitAny: the signature decides what comes back
export function call(object: MethodThis, slot: number, args: readonly unknown[]): any {
  return finish(object.$i, slot, run(object, slot, args));
}

/** Calls a slot again whose text did not fit into the scratch frame; `needed` is the length that it gave. */
// biome-ignore lint/suspicious/noExplicitAny: the signature decides what comes back
export function callAgain(object: MethodThis, slot: number, args: readonly unknown[], needed: number): any {
  return finish(object.$i, slot, run(object, slot, args, needed));
}

/** The raw form: the HRESULT instead of the throw, and the results beside it. */
export function callRaw(object: MethodThis, slot: number, args: readonly unknown[]): unknown {
  return rawValue(signatureOf(object, slot), run(object, slot, args));
}

/** The asynchronous form: on a thread of its own, so that callbacks can come meanwhile. */
export async function callAsync(object: MethodThis, slot: number, args: readonly unknown[]): Promise<unknown> {
  const signature = signatureOf(object, slot);
  const native = nativeSlot(object as ObjectBase, slot);
  // Another reference: the object may be released or collected while the call runs.
  const counted = object.$i.extends('IUnknown');
  const pointer = object.$p;
  const { $f } = object;
  if (counted) $f[1](pointer);
  try {
    const outcome = await runAsync(signature, native, [pointer], args);
    return finish(object.$i, slot, outcome);
  } finally {
    if (counted) $f[2](pointer);
  }
}

function signatureOf(object: MethodThis, slot: number): AbiSignature {
  return object.$i.all[slot] as AbiSignature;
}

/** A call's results, read before its memory goes. */
export interface ReadOutcome {
  readonly result: unknown;
  readonly value: unknown;
  readonly failed: boolean;
}

function run(object: MethodThis, slot: number, args: readonly unknown[], capacity?: number): ReadOutcome {
  return runSync(signatureOf(object, slot), nativeSlot(object as ObjectBase, slot), [object.$p], args, capacity);
}

/** Calls a native function as its signature says, a second time if text needs more room. */
export function runSync(
  signature: AbiSignature,
  native: NativeCall,
  before: readonly unknown[],
  args: readonly unknown[],
  capacity?: number,
): ReadOutcome {
  const prepared = new PreparedCall(signature, args, capacity);
  try {
    const outcome = prepared.outcome(native(...before, ...prepared.native));
    if (outcome.textNeeded > (capacity ?? 0)) return runSync(signature, native, before, args, outcome.textNeeded);
    return read(signature, outcome);
  } finally {
    prepared.free();
  }
}

/** The same on a thread of its own. */
export async function runAsync(
  signature: AbiSignature,
  native: NativeCall,
  before: readonly unknown[],
  args: readonly unknown[],
  capacity?: number,
): Promise<ReadOutcome> {
  const prepared = new PreparedCall(signature, args, capacity);
  try {
    const result = await new Promise((resolve, reject) => {
      native.async(...before, ...prepared.native, (error: unknown, value: unknown) => {
        if (error) reject(error);
        else resolve(value);
      });
    });
    const outcome = prepared.outcome(result);
    if (outcome.textNeeded > (capacity ?? 0))
      return await runAsync(signature, native, before, args, outcome.textNeeded);
    return read(signature, outcome);
  } finally {
    prepared.free();
  }
}

function read(signature: AbiSignature, outcome: CallOutcome): ReadOutcome {
  const failed = isHresult(signature) && (outcome.result as number) < 0;
  return { result: outcome.result, failed, value: failed ? undefined : outcome.value() };
}

const isHresult = ({ result }: AbiSignature): boolean => result.kind === 'scalar' && result.scalar === 'hr';

function finish(descriptor: InterfaceDescriptor, slot: number, { failed, result, value }: ReadOutcome): unknown {
  if (failed) throw failureOf(descriptor, slot, result as number);
  return value;
}

/** What the raw form of a signature returns. */
export function rawValue(signature: AbiSignature, { result, value }: ReadOutcome): unknown {
  if (!isHresult(signature)) return value;
  const hresult = (result as number) >>> 0;
  if (planOf(signature).outputs.length === 0) return hresult;
  // With several documented success codes the value would repeat the HRESULT.
  if (!signature.successCodes || value === undefined) return { hresult, value };
  const { hresult: _, ...outputs } = value as Record<string, unknown>;
  const names = Object.keys(outputs);
  return { hresult, value: names.length === 1 ? outputs[names[0] as string] : outputs };
}

/** What a failed call of a function throws. */
export function functionFailure(api: string, result: unknown): HResultError {
  return new HResultError(result as number, api);
}
