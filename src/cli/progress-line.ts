import { grouped } from '../diagnostics/count.ts';
import type { Progress, StageName } from '../generation.ts';

/** Milliseconds before a run is long enough to say where it is, and between two updates. */
const patience = 300;
const interval = 80;

const labels: Readonly<Record<StageName, string>> = {
  read: 'reading',
  parse: 'parsing pages',
  model: 'building the model',
  emit: 'emitting',
  write: 'writing',
};

/** A line at the bottom of a terminal that says where a run is; it is gone when the run ends. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #start = performance.now();
  #last = 0;
  #shown = false;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  update({ stage, done, total }: Progress): void {
    const now = performance.now();
    if (now - this.#start < patience || now - this.#last < interval) return;
    this.#last = now;
    this.#shown = true;
    const count = done === undefined || total === undefined ? '' : ` ${grouped(done)} of ${grouped(total)}`;
    this.#stream.write(`\r\u001b[K${labels[stage]}${count}`);
  }

  clear(): void {
    if (this.#shown) this.#stream.write('\r\u001b[K');
    this.#shown = false;
  }
}
