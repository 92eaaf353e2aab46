import type { MethodThis } from './descriptor.ts';
import { DeadlockError } from './errors.ts';
import { implementedObjects } from './implement.ts';
import { frameDepth } from './scratch.ts';

/**
 * Refuses a call that waits until callbacks into this process are done: this thread would have to serve them while it
 * waits. Within a callback nothing is outstanding, so there it may be called.
 */
export function blocks(object: MethodThis, slot: number): void {
  if (implementedObjects() > 0 && frameDepth() === 0) throw new DeadlockError(object.$i.all[slot]?.api ?? '');
}
