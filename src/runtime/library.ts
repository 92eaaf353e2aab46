import { RuntimeNotFoundError } from './errors.ts';
import { type Koffi, koffi } from './koffi.ts';

export type Library = ReturnType<Koffi['load']>;

const libraries = new Map<string, Library>();

/**
 * Says where the functions of a DLL are, by the name that the docs give it: `bindLibrary('dbgshim.dll', '/…/libdbgshim.so')`.
 * On Windows DLLs that are not bound are loaded by their name.
 */
export function bindLibrary(name: string, path: string): void {
  const { load } = koffi();
  try {
    libraries.set(name.toLowerCase(), load(path));
  } catch (cause) {
    const error = new RuntimeNotFoundError(`${name} does not load from ${path}`, []);
    error.cause = cause;
    throw error;
  }
}

/**
 * The library that was bound to a name, on Windows also the DLL of that name.
 * @throws RuntimeNotFoundError if there is none.
 */
export function libraryOf(name: string): Library {
  const known = libraries.get(name);
  if (known) return known;
  if (process.platform !== 'win32' || name === '') {
    throw new RuntimeNotFoundError(
      `${name || 'The library of this function'} is not bound: call bindLibrary('${name}', path) first`,
      [],
    );
  }
  bindLibrary(name, name);
  return libraries.get(name) as Library;
}

/** The library that was bound to a name, if one was. */
export function boundLibrary(name: string): Library | undefined {
  return libraries.get(name);
}
