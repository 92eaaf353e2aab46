import { existsSync } from 'node:fs';
import path from 'node:path';

/** Files at the root of a repository, the docs' own first. */
const repositoryMarkers = ['.openpublishing.publish.config.json', '.git'];

/**
 * The folder that INCLUDE targets and symbolic links of a docs folder may not leave.
 *
 * The docs keep their pages below `docs/` and what pages share beside it (`includes/`), so this is the folder that
 * holds the innermost `docs` of the path; where the path has none, the nearest repository; failing that, the docs
 * folder alone.
 *
 * @param root Absolute real path of the docs folder.
 */
export function docsRepository(root: string): string {
  const segments = root.split(path.sep);
  const docs = segments.lastIndexOf('docs');
  if (docs > 0) return segments.slice(0, docs).join(path.sep) || path.sep;
  for (let folder = root; ; folder = path.dirname(folder)) {
    if (repositoryMarkers.some((marker) => existsSync(path.join(folder, marker)))) return folder;
    if (folder === path.dirname(folder)) return root;
  }
}
