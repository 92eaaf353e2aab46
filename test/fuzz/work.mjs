// How much the product does, counted and not timed: what hangs on a slow machine hangs on a fast one, too.
import { Session } from 'node:inspector';

/**
 * Counts how often each block of the product's code runs, with the coverage that V8 keeps. Make it before the product
 * is loaded.
 */
export class WorkCounter {
  #session = new Session();
  #folder;

  /** @param {string} folder URL of the folder whose code counts. */
  constructor(folder) {
    this.#folder = folder;
    this.#session.connect();
    this.#post('Profiler.enable');
    this.#post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** The blocks that ran since this was called before. */
  take() {
    let sum = 0;
    for (const { url, functions } of this.#post('Profiler.takePreciseCoverage').result) {
      if (!url.startsWith(this.#folder)) continue;
      for (const { ranges } of functions) for (const { count } of ranges) sum += count;
    }
    return sum;
  }

  #post(method, parameters) {
    let failure;
    let result;
    this.#session.post(method, parameters, (error, value) => {
      failure = error;
      result = value;
    });
    if (failure) throw new Error(failure.message);
    return result;
  }
}
