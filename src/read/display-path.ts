import path from 'node:path';

/** Whether an absolute path is a folder itself or lies below it. */
export function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative === '' || !(relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative));
}

/** A path as shown to a person: relative to the working directory where it lies below it, forward slashes. */
export function displayPath(file: string, cwd: string): string {
  const absolute = path.resolve(cwd, file);
  const shown = isInside(absolute, cwd) ? path.relative(cwd, absolute) || '.' : absolute;
  return path.sep === '\\' ? shown.replaceAll('\\', '/') : shown;
}
