import { setFlagsFromString } from 'node:v8';

/** What V8 is told. */
interface V8Options {
  /** To compile less eagerly. */
  readonly tierUp: string;
  /** To look for what is not needed any more whenever the heap has grown by a third. */
  readonly heapGrowth: string;
}

const heapGrowth = '--heap-growing-percent=30';

/**
 * The options by the major version of Node.js. A version that is not here keeps its defaults, as V8 complains aloud of
 * options that it does not know.
 */
const options: Readonly<Record<string, V8Options>> = {
  // Bytes of bytecode between two looks at whether a function is hot; the default is 132 KiB.
  20: { tierUp: '--interrupt-budget=600000', heapGrowth },
  // Calls; the default is 3000.
  22: { tierUp: '--invocation-count-for-turbofan=20000', heapGrowth },
  24: { tierUp: '--invocation-count-for-turbofan=20000', heapGrowth },
};

/**
 * Lets V8 take its time with optimizing: for a process that soon ends. A run takes about a second: what the optimizing
 * compiler spends by its defaults on functions that are then called a few times more is a quarter of that
 * (docs/performance.md). A watch gets its optimized code all the same.
 */
export function delayOptimization(version?: string): void {
  setOption('tierUp', version);
}

/**
 * Holds the heap down, for a run of tens of thousands of pages. By its defaults V8 waits longer with looking, also where
 * such a run has just let go of what it parsed.
 */
export function limitHeapGrowth(version?: string): void {
  setOption('heapGrowth', version);
}

function setOption(name: keyof V8Options, version: string = process.versions.node): void {
  const option = options[version.split('.')[0] ?? '']?.[name];
  if (option !== undefined) setFlagsFromString(option);
}
