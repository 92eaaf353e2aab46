/**
 * Methods that wait until callbacks into the calling process are done. Called synchronously from the thread that serves
 * those callbacks they never return: the runtime refuses, and says to call them asynchronously.
 */
const BLOCKING: Readonly<Record<string, readonly string[]>> = {
  ICorDebug: ['Terminate'],
  ICorDebugController: ['Stop', 'Detach', 'Terminate'],
};

/** Whether a method must not be called synchronously while callbacks may come. */
export function isBlocking(interfaceName: string, method: string): boolean {
  return BLOCKING[interfaceName]?.includes(method) ?? false;
}

/** Methods whose slot in CoreCLR ends the process, by platform. */
const ENDS_PROCESS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  IMetaDataDispenserEx: { GetCORSystemDirectory: 'win32' },
};

/** The platform on which CoreCLR's code for a method ends the process; undefined for all other methods. */
export function endsProcessOn(interfaceName: string, method: string): string | undefined {
  return ENDS_PROCESS[interfaceName]?.[method];
}
