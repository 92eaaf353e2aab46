import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { decode } from '../read/decode.ts';
import { isInside } from '../read/display-path.ts';
import { joinShown } from '../read/read-tree.ts';
import type { IncludedFile, SourceFile } from '../read/source-file.ts';
import { type ReadPage, SourceMemory } from '../read/source-memory.ts';
import { compareStamp, hashFile, hashFolder } from './file-stamp.ts';
import { ofReading, type RecordedRun } from './run-record.ts';

/**
 * The docs as the recorded run read them, so that a run reads only the pages that changed since; the text of another
 * page is read where somebody asks for it.
 *
 * @returns undefined where a page may have come or gone, or where the record does not tell.
 */
export function recordedSources(run: RecordedRun, cwd: string): SourceMemory | undefined {
  const { files, folders, missing, result } = run;
  const trees = run.trees.value;
  if (trees === null || missing.some((file) => existsSync(file))) return undefined;
  if ([...folders].some((folder) => compareStamp(folder, hashFolder) === 'changed')) return undefined;
  const stamps = new Map([...files].map((stamp) => [stamp[0], stamp]));
  const changes = new Map<string, boolean>();
  const isChanged = (file: string): boolean => {
    const stamp = stamps.get(file);
    const changed = changes.get(file) ?? (stamp === undefined || compareStamp(stamp, hashFile) === 'changed');
    changes.set(file, changed);
    return changed;
  };
  const findings = new Map<string, Diagnostic[]>();
  for (const one of result.diagnostics.value) {
    if (!one.location || !ofReading.test(one.code)) continue;
    const { file } = one.location;
    findings.set(file, [...(findings.get(file) ?? []), one]);
  }

  const memory = new SourceMemory();
  const changed = new Set<string>();
  for (const { root, shown: shownRoot, repository, pages: recorded } of trees) {
    const realRoot = realpathSync(root);
    const found = recorded.map(([id]) => ({ id, file: path.join(root, id), real: path.join(realRoot, id) }));
    const pages = new Map<string, ReadPage>();
    for (const [id, ...targets] of recorded) {
      const file = path.join(root, id);
      const includes = new Map(
        targets.map(([target, shown, hash]) => [target, new RecordedInclude(path.resolve(cwd, shown), shown, hash)]),
      );
      if (isChanged(file) || [...includes.values()].some((included) => isChanged(included.file))) {
        changed.add(file);
        continue;
      }
      const shown = joinShown(shownRoot, id);
      const page = new RecordedPage(file, shown, id, stamps.get(file)?.[5] ?? '', includes);
      pages.set(file, { file: page, diagnostics: findings.get(shown) ?? [] });
    }
    const own = folders.paths.filter((folder) => isInside(folder, root));
    memory.setSearch(root, {
      found: { pages: found, repository, folders: own, hasLinks: false, diagnostics: [] },
      pages,
      missing,
    });
  }
  memory.changed = changed;
  return memory;
}

/** A file whose content is known by its hash, and read where it is asked for. */
class RecordedInclude implements IncludedFile {
  readonly #file: string;
  readonly path: string;
  readonly hash: string;
  #text: string | undefined;

  constructor(file: string, shown: string, hash: string) {
    this.#file = file;
    this.path = shown;
    this.hash = hash;
  }

  get file(): string {
    return this.#file;
  }

  get text(): string {
    this.#text ??= textOf(this.#file);
    return this.#text;
  }
}

class RecordedPage extends RecordedInclude implements SourceFile {
  readonly id: string;
  readonly includes: SourceFile['includes'];

  constructor(file: string, shown: string, id: string, hash: string, includes: SourceFile['includes']) {
    super(file, shown, hash);
    this.id = id;
    this.includes = includes;
  }
}

/** The text of a file that was text when the run began; empty if it has gone since. */
function textOf(file: string): string {
  try {
    const decoded = decode(readFileSync(file));
    return 'text' in decoded ? decoded.text : '';
  } catch {
    return '';
  }
}
