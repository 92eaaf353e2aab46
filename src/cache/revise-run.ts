import { readFileSync } from 'node:fs';
import path from 'node:path';
import { clock } from '../clock.ts';
import { targets as registry } from '../emit/targets.ts';
import type { GenerateOptions } from '../generation.ts';
import type { PlatformTypes } from '../model/canonical.ts';
import { lazyModelFromOwnJson } from '../model/own-json.ts';
import { createTypeTable } from '../model/type-table.ts';
import { readCheckedMetadata } from '../read/metadata.ts';
import { metadataFolder, templatesFolder } from '../read/own-folders.ts';
import { packageVersion } from '../read/package-root.ts';
import { knownTemplates } from '../read/read-templates.ts';
import { reviseFindings } from '../revise/revise-findings.ts';
import { mayBeRevised, reviseModel } from '../revise/revise-model.ts';
import { reviseOutputs } from '../revise/revise-outputs.ts';
import { writeRevised } from '../revise/write-revised.ts';
import { FileContent } from '../write/file-content.ts';
import { manifestName } from '../write/manifest.ts';
import type { WritePlan } from '../write/plan.ts';
import { TextHashes } from '../write/text-hashes.ts';
import { writeCacheFile } from './cache-file.ts';
import { type FileStamp, hashOfStamps, hasStatus, stamp } from './file-stamp.ts';
import { addRecentPages, pagesFiles } from './page-cache.ts';
import type { ReadChange } from './page-meaning.ts';
import { RecordPart } from './record-part.ts';
import { pagesKey, runKey } from './run-key.ts';
import { formatRecord, type RecordedRun, type ReplayedRun, type RunRecord, recordFile } from './run-record.ts';
import type { StampList } from './stamp-list.ts';

type CachedOptions = GenerateOptions & { readonly cacheFolder: string };

/**
 * Makes up for what pages that changed in their prose or their signature alone change of the recorded run.
 *
 * @param record With the stamps of now; its outputs are in place.
 * @returns undefined where more changed, or where something could not be told from the record: then nothing
 *   is written, and a run has to be made.
 */
export async function reviseRun(
  record: RunRecord & { readonly run: RecordedRun },
  changes: readonly ReadChange[],
  options: CachedOptions,
  { start, now, contents: read }: Begun,
): Promise<ReplayedRun | undefined> {
  const { run } = record;
  const { mode = 'write', docs = [], base, templates, comments = 'summary', out = 'generated' } = options;
  const targets = (options.targets ?? [...registry.keys()]).flatMap((name) => registry.get(name) ?? []);
  // Of several folders one may be laid over another.
  const isPlain = docs.length === 1 && base === undefined && templates === undefined;
  if (mode !== 'write' || !isPlain || targets.length < (options.targets?.length ?? 0)) return undefined;
  const recorded = run.result.diagnostics.value;
  if (recorded.some(({ code }) => ofMetadata.has(code))) return undefined;
  if (!changes.every(({ before, after }) => mayBeRevised(before.value, after.value))) return undefined;
  const cwd = path.resolve(options.cwd ?? '.');
  const root = path.resolve(cwd, out);
  const stamps = new Map([...run.outputs].map((one) => [one[0], one]));
  const hashes = new TextHashes();
  const contentOf = (file: string) => readOutput(file, root, { stamps, hashes, read });

  const { facts, overrides } = readCheckedMetadata(metadataFolder);
  const json = contentOf('model.json');
  const model = json && lazyModelFromOwnJson(json.bytes);
  if (model === undefined) return undefined;
  const isPart = (options.select ?? []).length > 0;
  const modelled = clock();
  const shown = new Set(changes.map(({ page }) => page.path));
  const revised = reviseModel(changes, { model, isPart, facts, overrides, comments });
  const diagnostics = revised && reviseFindings(recorded, shown, revised.findings);
  if (revised === undefined || diagnostics === undefined) return undefined;

  const emitted = clock();
  const types = createTypeTable(model, facts['platform-types'] as PlatformTypes);
  const version = packageVersion();
  const emitOptions = {
    comments,
    templates: knownTemplates(templatesFolder, hashesOf(run.files), cwd),
    generator: version,
    ...(options.cpp && { cpp: options.cpp }),
  };
  const contents = reviseOutputs(revised, { model, types, targets, options: emitOptions, contentOf });
  if (contents === undefined) return undefined;

  const begun = clock();
  const outputs = run.result.outputs.filter((file) => file !== manifestName);
  // That the outputs are what they were was found out before.
  const hashOf = (file: string) => stamps.get(path.join(root, file))?.[5];
  const folder = { out, cwd, outputs, hashOf, contentOf, hashes };
  const written = writeRevised(contents, folder);
  if (written === undefined) return undefined;
  const { plan, counts } = written;
  const counted = { ...run.result.statistics, parsed: changes.length };
  const result = { ...run.result, diagnostics: RecordPart.of(diagnostics), statistics: counted };
  save(record, { ...run, outputs: outputStamps(run, plan, root, now), result }, changes, options, plan);
  const { outcome, inputs } = result;
  return {
    outcome,
    diagnostics,
    out: result.out,
    plan,
    counts,
    get inputs() {
      return inputs.value;
    },
    statistics: {
      ...counted,
      milliseconds: {
        read: modelled - start,
        parse: 0,
        model: emitted - modelled,
        emit: begun - emitted,
        write: clock() - begun,
      },
    },
  };
}

/** Codes of what is wrong with facts and overrides. */
const ofMetadata: ReadonlySet<string> = new Set(['CB503', 'CB510', 'CB511']);

/** What stands from before. */
interface Begun {
  /** When the run began, by `clock` and in milliseconds since 1970. */
  readonly start: number;
  readonly now: number;
  /** Contents of outputs that had to be read to know that they are what they were, by absolute path. */
  readonly contents: ReadonlyMap<string, FileContent>;
}

/** The content of an output, if it still is what the recorded run wrote. */
function readOutput(
  file: string,
  root: string,
  { stamps, hashes, read }: { stamps: ReadonlyMap<string, FileStamp>; hashes: TextHashes; read: Begun['contents'] },
): FileContent | undefined {
  const known = hashes.contentOf(file);
  const absolute = path.join(root, file);
  const stamped = stamps.get(absolute);
  if (known !== undefined || stamped === undefined) return known;
  const content = read.get(absolute) ?? new FileContent(readFileSync(absolute), stamped[5]);
  if (!read.has(absolute) && !hasStatus(stamped)) return undefined;
  hashes.noteContent(file, content);
  return content;
}

function outputStamps(run: RecordedRun, plan: WritePlan, root: string, now: number): StampList {
  const changed = new Map(
    plan.actions.flatMap(({ kind, path: file }) => {
      const hash = plan.hashes[file];
      return kind === 'keep' || hash === undefined ? [] : [[path.join(root, file), hash] as const];
    }),
  );
  const others = new Map<number, FileStamp>();
  for (const [index, file] of run.outputs.paths.entries()) {
    const hash = changed.get(file);
    if (hash !== undefined) others.set(index, stamp(file, hash, now));
  }
  return run.outputs.with(others);
}

function* hashesOf({ paths, hashes }: StampList): Iterable<readonly [string, string]> {
  for (const [index, file] of paths.entries()) yield [file, hashes[index] as string];
}

/** What cannot be kept is found out by the next run. */
function save(
  record: RunRecord,
  run: RecordedRun,
  changes: readonly ReadChange[],
  options: CachedOptions,
  plan: WritePlan,
): void {
  const { cacheFolder } = options;
  const kept = new Set(plan.actions.flatMap((action) => (action.kind === 'keep' ? [action.path] : [])));
  // What the changed outputs depend on was not looked at.
  const rendered = RecordPart.of(record.rendered.value.filter((file) => kept.has(file.path)));
  addRecentPages(
    pagesFiles(cacheFolder, pagesKey(options)),
    hashOfStamps(record.program),
    changes.map(({ page, after }) => ({ file: page, result: after })),
  );
  writeCacheFile(recordFile(cacheFolder, runKey(options)), formatRecord({ ...record, rendered, run }));
}
