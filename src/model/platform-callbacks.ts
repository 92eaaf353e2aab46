/** Function pointers of `winbase.h` that the API's own pages describe too: the platform has them. */
export const platformCallbacks: ReadonlySet<string> = new Set([
  'LPOVERLAPPED_COMPLETION_ROUTINE',
  'LPTHREAD_START_ROUTINE',
  'PTHREAD_START_ROUTINE',
  'WAITORTIMERCALLBACK',
  'WAITORTIMERCALLBACKFUNC',
]);
