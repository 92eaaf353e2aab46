import { existsSync } from 'node:fs';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { EmissionRequest, EmissionResponse, EmissionStart } from './emission-request.ts';

/**
 * A worker thread that emits targets while this thread emits others. It is started long before the model is there, so
 * that its modules are loaded by then.
 */
export class EmissionWorker {
  /** Names of the targets that it emits. */
  readonly targets: readonly string[];
  readonly #worker: Worker;
  /** Undefined where the worker failed or ended. */
  readonly #response: Promise<EmissionResponse | undefined>;

  /**
   * Starts a worker.
   *
   * @returns undefined where there is one processor only, where this process may start no threads, or where there is no
   *   file for the worker to run: where the sources run as they are, and where another program bundles this one.
   */
  static start(about: EmissionStart): EmissionWorker | undefined {
    if (os.availableParallelism() < 2) return undefined;
    try {
      const file = fileURLToPath(new URL('./worker-main.js', import.meta.url));
      return existsSync(file) ? new EmissionWorker(file, about) : undefined;
    } catch {
      return undefined;
    }
  }

  private constructor(file: string, about: EmissionStart) {
    this.targets = about.targets;
    // Options of this process, such as a loader, are not for a module that needs none.
    this.#worker = new Worker(file, { workerData: about, execArgv: [], stdout: true, stderr: true });
    this.#response = new Promise((resolve) => {
      this.#worker.once('message', resolve);
      for (const event of ['error', 'messageerror', 'exit']) this.#worker.once(event, () => resolve(undefined));
    });
  }

  /**
   * Emits the targets of this worker.
   *
   * @returns undefined where the worker failed; what it was asked for can be done without it.
   */
  emit(request: EmissionRequest): Promise<EmissionResponse | undefined> {
    this.#worker.postMessage(request);
    return this.#response;
  }

  /** Ends the worker, whatever it does. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
