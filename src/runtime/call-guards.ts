import type { MethodThis } from './descriptor.ts';
import { DeadlockError, ForbiddenCallError } from './errors.ts';
import { implementedObjects } from './implement.ts';
import { frameDepth } from './scratch.ts';

/**
 * Refuses a call that waits until callbacks into this process are done: this thread would have to serve them while it
 * waits. Within a callback nothing is outstanding, so there it may be called.
 */
export function blocks(object: MethodThis, slot: number): void {
  if (implementedObjects() > 0 && frameDepth() === 0) throw new DeadlockError(object.$i.all[slot]?.api ?? '');
}

let coreClr = false;

/** Remembers that the CLR of this process is CoreCLR. */
export function coreClrStarts(): void {
  coreClr = true;
}

/** Refuses a slot whose code in CoreCLR for a platform ends the process. */
export function endsProcess(object: MethodThis, slot: number, platform: string): void {
  if (coreClr && process.platform === platform) {
    throw new ForbiddenCallError(
      object.$i.all[slot]?.api ?? '',
      `CoreCLR has no code for it on ${platform} and ends the process`,
    );
  }
}
