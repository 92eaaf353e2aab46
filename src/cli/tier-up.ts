import { setFlagsFromString } from 'node:v8';

/**
 * How V8 is told to compile less eagerly, by the major version of Node.js. A run takes about a second: what the
 * optimizing compiler spends by its defaults on functions that are then called a few times more is a quarter of that
 * (docs/performance.md). A version that is not here keeps its defaults, as V8 complains aloud of options that it does
 * not know.
 */
const options: Readonly<Record<string, string>> = {
  // Bytes of bytecode between two looks at whether a function is hot; the default is 132 KiB.
  20: '--interrupt-budget=600000',
  // Calls; the default is 3000.
  22: '--invocation-count-for-turbofan=20000',
  24: '--invocation-count-for-turbofan=20000',
};

/** Lets V8 take its time with optimizing: for a process that soon ends. A watch gets its optimized code all the same. */
export function delayOptimization(version: string = process.versions.node): void {
  const option = options[version.split('.')[0] ?? ''];
  if (option !== undefined) setFlagsFromString(option);
}
