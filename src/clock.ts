/**
 * Milliseconds since the process began, as `performance.now()` counts them. That one loads a part of Node.js when it is
 * first called, which takes a fiftieth of a run that finds nothing to do.
 */
export function clock(): number {
  return process.uptime() * 1000;
}
