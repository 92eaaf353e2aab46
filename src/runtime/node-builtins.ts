/**
 * Modules of Node that few calls need, loaded with the first of those: an import statement of `node:fs` alone costs each
 * importing program more than a millisecond.
 */
export const fileSystem = (): typeof import('node:fs') => process.getBuiltinModule('node:fs');
export const operatingSystem = (): typeof import('node:os') => process.getBuiltinModule('node:os');
export const moduleLoader = (): typeof import('node:module') => process.getBuiltinModule('node:module');
