/** Changes that came together. */
export interface ChangeBatch {
  /** Absolute paths, each once. */
  readonly files: readonly string[];
  /** No file was added, removed or renamed. */
  readonly contentOnly: boolean;
  /** When the first of them came, by `performance.now()`. */
  readonly since: number;
}

/** Milliseconds without a further event after which a change counts as complete: an editor's save is two or three. */
const quiet = 20;

/** The same when many files change at once, as a checkout makes pauses. */
const quietOfMany = 250;
const many = 20;

/** No event is kept waiting for longer than this, in milliseconds. */
const patience = 5000;

/** Collects events into batches: what comes while one is worked on is the next one. */
export class ChangeQueue implements AsyncIterable<ChangeBatch> {
  readonly closed: Promise<void>;
  #resolveClosed: () => void = () => {};
  #isClosed = false;
  #files = new Set<string>();
  #contentOnly = true;
  #since = 0;
  #last = 0;
  #wake: () => void = () => {};

  constructor() {
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
  }

  add(file: string, contentOnly: boolean): void {
    this.#last = performance.now();
    if (this.#files.size === 0) this.#since = this.#last;
    this.#files.add(file);
    this.#contentOnly &&= contentOnly;
    this.#wake();
  }

  /** Ends the iteration; what is queued is dropped. */
  close(): void {
    this.#isClosed = true;
    this.#resolveClosed();
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<ChangeBatch> {
    while (!this.#isClosed) {
      if (this.#files.size === 0) {
        await this.#change();
        continue;
      }
      const now = performance.now();
      const wait = this.#files.size > many ? quietOfMany : quiet;
      const left = Math.min(this.#last + wait, this.#since + patience) - now;
      if (left > 0) {
        await Promise.race([new Promise((resolve) => setTimeout(resolve, left)), this.closed]);
        continue;
      }
      const batch = { files: [...this.#files], contentOnly: this.#contentOnly, since: this.#since };
      this.#files = new Set();
      this.#contentOnly = true;
      yield batch;
    }
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
