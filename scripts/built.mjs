// The build that scripts work on: dist/, or the folder that is their first argument.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export const root = path.resolve(import.meta.dirname, '..');
export const dist = path.resolve(process.argv[2] ?? path.join(root, 'dist'));

/** A module of the build, by its path there. */
export const load = (...parts) => import(pathToFileURL(path.join(dist, ...parts)).href);
