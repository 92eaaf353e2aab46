import { statSync } from 'node:fs';
import path from 'node:path';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { buildModel } from '../model/build-model.ts';
import type { Model } from '../model/model.ts';
import { createTypeTable } from '../model/type-table.ts';
import { parsePages } from '../parse/parse-pages.ts';
import { displayPath } from '../read/display-path.ts';
import { findGitFolder, mergeBase, parseRange, resolveCommit } from '../read/git-revision.ts';
import { readGitTree } from '../read/git-tree.ts';
import { type Metadata, readMetadata } from '../read/metadata.ts';
import { packageRoot } from '../read/package-root.ts';
import { readModel } from '../read/read-model.ts';
import { readTree } from '../read/read-tree.ts';
import type { SourceTree } from '../read/source-file.ts';
import type { Change } from './change.ts';
import { compareModels } from './compare-models.ts';
import { compareFindings, type FindingChanges } from './findings.ts';

/** What is compared: two sides on disk, or two revisions of one docs folder. */
export type DiffOptions = DiffSides | DiffRevisions;

/** Two versions of the API on disk. */
export interface DiffSides {
  /** Working directory; paths are relative to it and shown so. Default: the process's. */
  readonly cwd?: string;
  /** A docs folder, or a model file (`.json`). */
  readonly old: string;
  readonly new: string;
}

/** Two revisions of one docs folder in a git repository. */
export interface DiffRevisions {
  readonly cwd?: string;
  /** `OLD..NEW`, or `OLD...NEW` for what NEW changed since both parted; a side left out is HEAD. */
  readonly git: string;
  /** The docs folder, in the repository that holds it; it need not exist in the work tree. Default: the working directory. */
  readonly docs?: string;
}

/** What a comparison found. */
export interface DiffResult {
  /**
   * `done`; `failed`, errors in the pages of a side, so that the changes may be incomplete; `usage`, a side cannot be
   * read at all, and nothing was compared.
   */
  readonly outcome: 'done' | 'failed' | 'usage';
  /** The two sides as a person knows them. */
  readonly old: string;
  readonly new: string;
  /** Gravest first; empty where nothing was compared. */
  readonly changes: readonly Change[];
  /** What was found in the pages of one side alone; absent where a side is a model. */
  readonly findings?: FindingChanges;
  /** What was found in both sides. */
  readonly diagnostics: readonly Diagnostic[];
  /** The pages that were read, for the source lines of diagnostics. */
  readonly trees: readonly SourceTree[];
}

type Code = Diagnostic['code'];

/** A side that cannot be read. */
const usageCodes: ReadonlySet<Code> = new Set<Code>(['CB101', 'CB102', 'CB113', 'CB114', 'CB420']);

/**
 * Compares two versions of the docs or of the model. Nothing is written, and no revision is checked out. Both sides
 * are joined with the facts and overrides of this package, so that only what the docs say differs.
 */
export async function diff(options: DiffOptions): Promise<DiffResult> {
  const cwd = path.resolve(options.cwd ?? '.');
  const diagnostics: Diagnostic[] = [];
  const take = <T>(result: StageResult<T>): T => {
    for (const one of result.diagnostics) diagnostics.push(one);
    return result.value;
  };
  const sides = take('git' in options ? revisionSides(options, cwd) : diskSides(options, cwd));
  const trees = sides.flatMap(({ tree }) => (tree ? [tree] : []));
  const result = { old: sides[0]?.name ?? '', new: sides[1]?.name ?? '', diagnostics, trees };
  if (diagnostics.some(({ code }) => usageCodes.has(code))) return { ...result, outcome: 'usage', changes: [] };

  const metadata = take(await readMetadata(path.join(packageRoot, 'metadata')));
  const [old, next] = sides.map((side) => modelOf(side, metadata)) as [SideModel, SideModel];
  for (const { diagnostics: found } of [old, next]) diagnostics.push(...found);
  const platform = metadata.facts['platform-types'];
  const tables = { old: createTypeTable(old.value, platform), new: createTypeTable(next.value, platform) };
  const changes = compareModels(old.value, next.value, tables, trees.length === sides.length);
  const findings = findingChanges(sides, [old, next]);
  const failed = diagnostics.some(({ severity }) => severity === 'error');
  return { ...result, outcome: failed ? 'failed' : 'done', changes, ...(findings && { findings }) };
}

type SideModel = StageResult<Model>;

function findingChanges(sides: readonly Side[], models: readonly SideModel[]): FindingChanges | undefined {
  const checked = sides.map(({ tree, found }, index) =>
    tree ? { tree, diagnostics: [...found, ...(models[index]?.diagnostics ?? [])] } : undefined,
  );
  const [old, next] = checked;
  return old && next && compareFindings(old, next);
}

/** One side, read: pages, or a model. */
interface Side {
  readonly name: string;
  readonly tree?: SourceTree;
  readonly model?: Model;
  /** What was found while reading. */
  readonly found: readonly Diagnostic[];
}

function diskSides(options: DiffSides, cwd: string): StageResult<readonly Side[]> {
  const sides = [options.old, options.new].map((given): Side => {
    const file = path.resolve(cwd, given);
    const name = displayPath(file, cwd);
    if (!isModelFile(file)) {
      const { value, diagnostics: found } = readTree(given, { origin: 'docs', cwd });
      return { name, tree: value, found };
    }
    const { value, diagnostics: found } = readModel(file, cwd);
    return { name, model: value, found };
  });
  return { value: sides, diagnostics: sides.flatMap(({ found }) => found) };
}

/** A file, or a path that can only be meant for one. */
function isModelFile(file: string): boolean {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat ? stat.isFile() : file.toLowerCase().endsWith('.json');
}

function revisionSides({ git, docs = '.' }: DiffRevisions, cwd: string): StageResult<readonly Side[]> {
  const refuse = (message: string) => ({ value: [], diagnostics: [diagnostic('CB114', message)] });
  const range = parseRange(git);
  if (!range) return refuse(`\`${git}\` is no range of revisions; give \`OLD..NEW\``);
  const location = findGitFolder(path.resolve(cwd, docs));
  if (typeof location === 'string') {
    return refuse(`docs folder \`${docs}\` cannot be read from git: ${location}`);
  }
  const { folder } = location;
  const resolved: { id: string; name: string }[] = [];
  for (const name of [range.old, range.new]) {
    const id = resolveCommit(folder, name);
    if (typeof id !== 'string') return refuse(`revision \`${name}\` cannot be read: ${id.reason}`);
    resolved.push({ id, name });
  }
  const [old, next] = resolved as [{ id: string; name: string }, { id: string; name: string }];
  if (range.symmetric) {
    const id = mergeBase(folder, old.id, next.id);
    if (typeof id !== 'string') return refuse(`range \`${git}\` cannot be read: ${id.reason}`);
    Object.assign(old, { id, name: id.slice(0, 10) });
  }
  const sides = [old, next].map((commit): Side => {
    const { value: tree, diagnostics: found } = readGitTree(location, commit, 'docs');
    return { name: commit.name, tree, found };
  });
  return { value: sides, diagnostics: sides.flatMap(({ found }) => found) };
}

/** The model of a side, with all its prose. */
function modelOf(side: Side, { facts, overrides }: Metadata): SideModel {
  if (side.model) return { value: side.model, diagnostics: [] };
  const { origin, files } = side.tree as SourceTree;
  const pages = parsePages(files);
  const built = buildModel({ trees: [{ origin, pages: pages.value }], facts, overrides, comments: 'full' });
  return { value: built.value, diagnostics: [...pages.diagnostics, ...built.diagnostics] };
}
