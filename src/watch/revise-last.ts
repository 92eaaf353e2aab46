import path from 'node:path';
import { type FileStamp, isInPlace, stamp } from '../cache/file-stamp.ts';
import type { RunMemory } from '../cache/run-memory.ts';
import { ofReading } from '../cache/run-record.ts';
import { sortDiagnostics } from '../diagnostics/sort.ts';
import { targets as registry } from '../emit/targets.ts';
import type { GenerateOptions, GenerateResult } from '../generation.ts';
import type { PlatformTypes } from '../model/canonical.ts';
import { createTypeTable } from '../model/type-table.ts';
import { parsePage } from '../parse/parse-page.ts';
import { packageVersion } from '../read/package-root.ts';
import { readMeans } from '../read/read-sources.ts';
import { readSinglePage } from '../read/read-tree.ts';
import type { SourceFile } from '../read/source-file.ts';
import { reviseFindings } from '../revise/revise-findings.ts';
import { type ChangedPage, reviseModel } from '../revise/revise-model.ts';
import { reviseOutputs } from '../revise/revise-outputs.ts';
import { writeRevised } from '../revise/write-revised.ts';
import { manifestName } from '../write/manifest.ts';

/** More pages at once are no person's save. */
const fewPages = 5;

/**
 * Makes up for what pages that changed in their prose or their signature alone change of the last run of a watch.
 *
 * @param last The last run, which wrote its outputs or found them in place.
 * @param changed Absolute paths of pages.
 * @param stamps Those of the outputs, by path below the output folder; they are brought up to date.
 * @returns undefined where a run has to be made; nothing is written then.
 */
export async function reviseLast(
  last: GenerateResult,
  changed: readonly string[],
  options: GenerateOptions & { readonly cwd: string },
  memory: RunMemory,
  stamps: Map<string, FileStamp>,
): Promise<GenerateResult | undefined> {
  const { docs = [], base, templates, mode = 'write', comments = 'summary', out = 'generated', cwd } = options;
  const { model, plan, trees } = last;
  const { hashes } = memory;
  const targets = (options.targets ?? [...registry.keys()]).flatMap((name) => registry.get(name) ?? []);
  const isPlain = docs.length === 1 && base === undefined && templates === undefined && mode === 'write';
  if (!isPlain || !model || !plan || !hashes || changed.length > fewPages) return undefined;
  if (targets.length < (options.targets?.length ?? 0)) return undefined;
  const begun = performance.now();
  const now = Date.now();
  const pages: (ChangedPage & { readonly file: SourceFile })[] = [];
  for (const file of changed) {
    const page = readAgain(file, last, cwd, memory);
    if (page === undefined) return undefined;
    pages.push(page);
  }

  const { metadata, templateSet } = await readMeans({ templates, cwd, memory: memory.sources });
  const { facts, overrides } = metadata.value;
  const read = performance.now();
  const isPart = (options.select ?? []).length > 0;
  const revised = reviseModel(pages, { model, isPart, facts, overrides, comments });
  const shown = new Set(pages.map(({ file }) => file.path));
  const diagnostics = revised && reviseFindings(last.diagnostics, shown, revised.findings);
  if (revised === undefined || diagnostics === undefined) return undefined;

  const modelled = performance.now();
  const types = createTypeTable(model, facts['platform-types'] as PlatformTypes);
  const { cpp } = options;
  const emitOptions = { comments, templates: templateSet.value, generator: packageVersion(), ...(cpp && { cpp }) };
  const contentOf = (file: string) => hashes.contentOf(file);
  const contents = reviseOutputs(revised, { model, types, targets, options: emitOptions, contentOf });
  if (contents === undefined) return undefined;

  const emitted = performance.now();
  const outputs = plan.actions.flatMap((action) =>
    action.kind === 'remove' || action.path === manifestName ? [] : [action.path],
  );
  const hashOf = (file: string) => {
    const known = stamps.get(file);
    return known && isInPlace(known, contentOf(file)) ? known[5] : undefined;
  };
  const written = writeRevised(contents, { out, cwd, outputs, hashOf, contentOf, hashes, sources: memory.sources });
  if (written === undefined) return undefined;
  stampOutputs(written.plan.hashes, path.resolve(cwd, out), stamps, now);
  const files = new Map(pages.map(({ file }) => [file.path, file]));
  return {
    ...last,
    diagnostics,
    ...written,
    model: revised.model,
    trees: trees.map((tree) => ({ ...tree, files: tree.files.map((file) => files.get(file.path) ?? file) })),
    statistics: {
      ...last.statistics,
      parsed: pages.length,
      milliseconds: {
        read: read - begun,
        parse: 0,
        model: modelled - read,
        emit: emitted - modelled,
        write: performance.now() - emitted,
      },
    },
  };
}

/** Stamps outputs that were just written or found in place. */
export function stampOutputs(
  hashes: Readonly<Record<string, string>>,
  root: string,
  stamps: Map<string, FileStamp>,
  now: number,
): void {
  for (const [file, hash] of Object.entries(hashes)) {
    const known = stamps.get(file);
    if (known?.[5] !== hash || known[2] === 0) stamps.set(file, stamp(path.join(root, file), hash, now));
  }
}

function readAgain(
  file: string,
  { trees, diagnostics }: GenerateResult,
  cwd: string,
  { pages }: RunMemory,
): (ChangedPage & { readonly file: SourceFile }) | undefined {
  for (const { root, files } of trees) {
    const old = files.find((one) => path.resolve(cwd, one.path) === file);
    if (old === undefined) continue;
    const before = pages.get(old);
    const { file: fresh, diagnostics: found } = readSinglePage(root, old.id, cwd);
    if (before === undefined || fresh === undefined || !hasSameIncludes(old, fresh)) return undefined;
    const after = parsePage(fresh);
    pages.set(fresh, after);
    const findings = diagnostics.filter(({ code, location }) => location?.file === old.path && ofReading.test(code));
    return { file: fresh, before, after, read: { before: findings, after: sortDiagnostics(found) } };
  }
  return undefined;
}

function hasSameIncludes(some: SourceFile, other: SourceFile): boolean {
  if (some.includes.size !== other.includes.size) return false;
  return [...some.includes].every(([target, { path, hash }]) => {
    const included = other.includes.get(target);
    return included?.path === path && included.hash === hash;
  });
}
