import type koffiModule from 'koffi';
import { MissingKoffiError, RuntimeStateError, UnsupportedPlatformError } from './errors.ts';
import { moduleLoader } from './node-builtins.ts';

export type Koffi = typeof koffiModule;

/** A decoded native function. */
// biome-ignore lint/suspicious/noExplicitAny: native functions take and give what their prototype says
export type NativeCall = ((...args: any[]) => any) & { async(...args: any[]): void };

let loaded: Koffi | undefined;

/**
 * koffi, loaded when the first native call needs it, so that importing a generated module costs nothing.
 * @throws MissingKoffiError if it is not installed.
 */
export function koffi(): Koffi {
  return loaded ?? load();
}

/** 16 MiB: the CLR overflows koffi's 128 KiB on the threads of asynchronous calls, and 1 MiB is its own minimum. */
const STACK_SIZE = 16 << 20;

function load(): Koffi {
  if (process.arch !== 'x64' && process.arch !== 'arm64') {
    throw new UnsupportedPlatformError(
      `Generated modules call 64-bit code; this is ${process.platform} ${process.arch}`,
    );
  }
  let module: Koffi;
  try {
    const required = moduleLoader().createRequire(import.meta.url)('koffi') as Koffi & { default?: Koffi };
    module = required.default ?? required;
  } catch (error) {
    throw new MissingKoffiError(error);
  }
  enlargeStacks(module);
  loaded = module;
  return module;
}

/** koffi fixes its stacks with the first library that it loads. */
function enlargeStacks(module: Koffi): void {
  const { sync_stack_size = 0, async_stack_size = 0 } = module.config() as Readonly<Record<string, number>>;
  if (sync_stack_size >= STACK_SIZE && async_stack_size >= STACK_SIZE) return;
  try {
    module.config({ sync_stack_size: STACK_SIZE, async_stack_size: STACK_SIZE });
  } catch (cause) {
    const error = new RuntimeStateError(
      `koffi has loaded a library already, with stacks that the CLR overflows: before that, call ` +
        `koffi.config({ sync_stack_size: ${STACK_SIZE}, async_stack_size: ${STACK_SIZE} })`,
    );
    error.cause = cause;
    throw error;
  }
}
