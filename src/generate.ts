import path from 'node:path';
import { accountPages, type PageAccount } from './account.ts';
import { RunCache } from './cache/run-cache.ts';
import type { RunMemory } from './cache/run-memory.ts';
import { suggestion } from './config/did-you-mean.ts';
import { diagnostic } from './diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from './diagnostics/diagnostic.ts';
import { sortDiagnostics } from './diagnostics/sort.ts';
import { createDeclarativeTarget } from './emit/declarative/target.ts';
import type { Target } from './emit/target.ts';
import { targets as registry } from './emit/targets.ts';
import type { GenerateOptions, GenerateResult, Outcome, StageName, Statistics } from './generation.ts';
import { buildModel } from './model/build-model.ts';
import type { PlatformTypes } from './model/canonical.ts';
import { modelLists } from './model/json.ts';
import type { Model } from './model/model.ts';
import { EmissionWorker } from './parallel/emission-worker.ts';
import { emitTargets } from './parallel/emit-targets.ts';
import { parseOwnPage } from './parse/own-pages.ts';
import { parsePage } from './parse/parse-page.ts';
import { parsePages } from './parse/parse-pages.ts';
import { displayPath } from './read/display-path.ts';
import { templatesFolder } from './read/own-folders.ts';
import { ownComments, readOwnModel } from './read/own-model.ts';
import { packageVersion } from './read/package-root.ts';
import { readSources, type Sources } from './read/read-sources.ts';
import { type DescribedTarget, readTargetDescriptions } from './read/read-target-descriptions.ts';
import { readUsedSources } from './read/read-used-sources.ts';
import type { SourceTree } from './read/source-file.ts';
import { type Selection, select, type UsedNames } from './select/select-model.ts';
import { usedNames } from './select/used-names.ts';
import { applyPlan, countActions, type WriteCounts } from './write/apply-plan.ts';
import { writeDepfile } from './write/depfile.ts';
import { manifestName } from './write/manifest.ts';
import { readOutputFolder } from './write/output-folder.ts';
import { planWrite, type WritePlan } from './write/plan.ts';
import { TextHashes } from './write/text-hashes.ts';

type Code = Diagnostic['code'];

/** Wrong usage. Nothing is written: a mistyped path must not remove every output. */
const usageCodes: ReadonlySet<Code> = new Set<Code>([
  'CB101',
  'CB606',
  'CB110',
  'CB112',
  'CB113',
  'CB420',
  'CB421',
  'CB423',
]);

/** Input of which nothing right can come. */
const fatalCodes: ReadonlySet<Code> = new Set<Code>(['CB102']);

/**
 * Generates everything: reads the docs, parses the pages, builds the model, emits the targets, writes the outputs.
 *
 * What is wrong with the input does not throw: it is in the diagnostics of the result, and the outcome sums it up. A
 * page with an error is left out, the others are generated all the same.
 */
export async function generate(options: GenerateOptions = {}): Promise<GenerateResult> {
  return generateWith(options, undefined);
}

/** `generate` with what earlier runs of this process left in memory, which it brings up to date. */
export async function generateWith(
  options: GenerateOptions,
  inProcess: RunMemory | undefined,
): Promise<GenerateResult> {
  const { comments = 'summary', mode = 'write', out = 'generated', depfile, onProgress } = options;
  const cwd = path.resolve(options.cwd ?? '.');
  const diagnostics: Diagnostic[] = [];
  const { cacheFolder } = options;
  const cache = cacheFolder === undefined ? undefined : new RunCache(options, { cwd, out, cacheFolder });
  const memory: RunMemory | undefined = inProcess ?? cache;
  const milliseconds: Record<StageName, number> = { read: 0, parse: 0, model: 0, emit: 0, write: 0 };
  const hashes = memory?.hashes ?? new TextHashes();
  const version = packageVersion();
  let trees: readonly SourceTree[] = [];
  let inputs: readonly string[] = [];
  let pagesFound = 0;
  let parsed = 0;
  let account: PageAccount | undefined;
  let model: Model | undefined;
  let selection: Selection | undefined;
  let plan: WritePlan | undefined;
  let worker: EmissionWorker | undefined;
  let counts: WriteCounts = { written: 0, unchanged: 0, removed: 0 };

  function take<T>(result: StageResult<T>): T {
    for (const one of result.diagnostics) diagnostics.push(one);
    return result.value;
  }
  async function stage<T>(name: StageName, work: () => T | Promise<T>): Promise<T> {
    onProgress?.({ stage: name });
    const start = performance.now();
    const value = await work();
    milliseconds[name] += performance.now() - start;
    return value;
  }
  function finish(): GenerateResult {
    return {
      outcome: outcomeOf(diagnostics, options, plan),
      diagnostics: sortDiagnostics(diagnostics),
      out: displayPath(out, cwd),
      ...(plan && { plan }),
      counts,
      ...(model && { model }),
      ...(selection && { selection }),
      trees,
      inputs,
      statistics: {
        pages: pagesFound,
        parsed: memory?.pages.misses ?? parsed,
        ...(account && { account }),
        entities: countEntities(model),
        milliseconds,
      },
    };
  }

  /** The part of the model that is asked for; undefined where a pattern is wrong. */
  async function selectPart(whole: Model): Promise<Model | undefined> {
    const patterns = options.select ?? [];
    if (patterns.length === 0) return whole;
    const used = new Map<string, UsedNames>();
    for (const { pattern, sources } of await stage('read', async () =>
      take(await readUsedSources(patterns, out, cwd)),
    )) {
      inputs = [...inputs, ...sources.map(({ path }) => path)];
      used.set(pattern, take(await usedNames(pattern, sources)));
    }
    selection = await stage('model', () => take(select(whole, patterns, used)));
    return diagnostics.some(({ code }) => usageCodes.has(code)) ? undefined : selection.model;
  }

  /** The model of all sources. The parsed pages, two thirds of what a large run holds by then, go with this function. */
  async function modelOf(sources: Sources): Promise<Model> {
    const pageTrees = await stage('parse', () =>
      trees.map(({ origin, files }) => {
        const before = parsed;
        const onPage = (done: number) => {
          parsed = before + done;
          onProgress?.({ stage: 'parse', done: parsed, total: pagesFound });
        };
        const parse = origin === 'own' ? parseOwnPage : parsePage;
        return { origin, pages: take(parsePages(files, onPage, memory?.pages, parse)) };
      }),
    );

    const { facts, overrides, hash: metadataHash } = sources.metadata;
    const built = await stage('model', () => {
      const isOwn = (options.docs ?? []).length === 0 && options.base === undefined && comments === ownComments;
      const known = isOwn ? readOwnModel(sources) : undefined;
      if (known) return known;
      const base = sources.base?.model;
      const entities = memory?.entities;
      const more = { ...(base && { base }), ...(entities && { memory: entities }) };
      return take(buildModel({ trees: pageTrees, facts, overrides, metadataHash, comments, ...more }));
    });
    const lost = pageTrees.reduce((left, { pages }) => left - pages.length, pagesFound);
    account = take(accountPages(pageTrees, lost, built, diagnostics));
    return built;
  }

  async function run(): Promise<void> {
    const described = take(describedTargets(options, cwd));
    const targets = take(chooseTargets(options.targets, described));
    const sources = await stage('read', async () =>
      take(
        await readSources({
          ...options,
          docs: options.docs ?? [],
          cwd,
          ...(memory?.sources && { memory: memory.sources }),
        }),
      ),
    );
    ({ trees } = sources);
    inputs = [...sources.inputs, ...targets.flatMap(({ name }) => described.get(name)?.path ?? [])];
    inputs = [...inputs, ...(options.inputs ?? []).map((input) => displayPath(input, cwd))];
    pagesFound = trees.reduce((sum, tree) => sum + tree.files.length, sources.unread);
    if (diagnostics.some(({ code }) => usageCodes.has(code) || fatalCodes.has(code))) return;

    const isFirst = inProcess === undefined && (memory?.files.isEmpty ?? true);
    if (isFirst && options.templates === undefined) worker = startWorker(targets, sources, cwd);
    const selected = await selectPart(await modelOf(sources));
    if (selected === undefined) return;
    model = selected;

    const { cpp } = options;
    const emitOptions = { comments, templates: sources.templates, generator: version, ...(cpp && { cpp }) };
    const emitted = await stage('emit', () =>
      emitTargets(targets, selected, {
        platformTypes: sources.metadata.facts['platform-types'] as PlatformTypes,
        options: emitOptions,
        memory: memory?.files,
        hashes,
        worker,
      }),
    );
    const outputs = take(emitted);
    // What a failed template left out must not be taken for stale.
    if (emitted.diagnostics.some(({ severity }) => severity === 'error')) return;

    await stage('write', () => {
      const folder = take(
        readOutputFolder(
          out,
          outputs.map((output) => output.path),
          cwd,
          new Set(outputs.flatMap(({ path, inPlace }) => (inPlace === undefined ? [] : [path]))),
          memory?.sources,
        ),
      );
      const planned = take(planWrite(outputs, folder, `clr-bindgen ${version}`, hashes));
      plan = planned;
      if (memory?.mayWrite?.(diagnostics) === false) return;
      counts = mode === 'write' ? take(applyPlan(planned, out, cwd)) : countActions(planned);
      if (mode === 'write' && depfile !== undefined) {
        take(writeDepfile(depfile, `${displayPath(out, cwd)}/${manifestName}`, inputs, cwd));
      }
    });
  }

  try {
    await run();
  } catch (error) {
    // No input should lead here; if one does, it is told like everything else, and nothing half-made is written.
    diagnostics.push(diagnostic('CB199', `the generator failed: ${describeFault(error)}`));
  } finally {
    await worker?.end();
  }
  const result = finish();
  const notes = cache ? [...cache.diagnostics, ...cache.save(result)] : [];
  return notes.length === 0 ? result : { ...result, diagnostics: sortDiagnostics([...result.diagnostics, ...notes]) };
}

/** A worker costs as much as some hundred pages do, and holds the model once more. */
const pagesForWorker = { least: 500, most: 10_000 };

/** A worker for all built-in targets but the last, which takes longest, where it pays. */
function startWorker(targets: readonly Target[], { trees, base }: Sources, cwd: string): EmissionWorker | undefined {
  const others = targets
    .map(({ name }) => name)
    .filter((name) => registry.has(name))
    .slice(0, -1);
  const pages = trees.reduce((sum, { files }) => sum + files.length, 0);
  const { least, most } = pagesForWorker;
  const pays = others.length > 0 && (base !== undefined || pages >= least) && pages <= most;
  return pays ? EmissionWorker.start({ targets: others, cwd }) : undefined;
}

type DescribedTargets = ReadonlyMap<string, DescribedTarget>;

/** The targets that folders of templates describe; they are read only if a name is none of the built-in ones. */
function describedTargets({ targets = [], templates }: GenerateOptions, cwd: string): StageResult<DescribedTargets> {
  if (targets.every((name) => registry.has(name))) return { value: new Map(), diagnostics: [] };
  return readTargetDescriptions(templatesFolder, templates, cwd);
}

/** The targets of the given names in the order of the registry, then those of templates; the registry's without names. */
function chooseTargets(
  names: readonly string[] | undefined,
  described: DescribedTargets,
): StageResult<readonly Target[]> {
  if (names === undefined) return { value: [...registry.values()], diagnostics: [] };
  const added = [...described.values()].filter(({ name }) => !registry.has(name));
  const all = [...registry.values(), ...added.map((one) => createDeclarativeTarget(one.name, one.description))];
  const known = all.map(({ name }) => name);
  const diagnostics = names
    .filter((name) => !known.includes(name))
    .map((name) => {
      const meant = suggestion(name, known);
      return diagnostic('CB112', `there is no target \`${name}\`${meant} (targets: ${known.join(', ')})`);
    });
  return { value: all.filter(({ name }) => names.includes(name)), diagnostics };
}

/** The message of an error and where in the generator it arose. */
function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const frame = error.stack?.split('\n').find((line) => /^\s+at /.test(line));
  return `${error.message}${frame ? ` (${frame.trim()})` : ''}`;
}

function outcomeOf(diagnostics: readonly Diagnostic[], options: GenerateOptions, plan: WritePlan | undefined): Outcome {
  if (diagnostics.some(({ code }) => usageCodes.has(code))) return 'usage';
  if (diagnostics.some(({ code }) => code === 'CB199')) return 'fault';
  const fails = (severity: string) => severity === 'error' || (options.strict === true && severity === 'warning');
  if (diagnostics.some(({ severity }) => fails(severity))) return 'failed';
  if (options.mode === 'check' && plan?.actions.some(({ kind }) => kind !== 'keep')) return 'drift';
  return 'done';
}

function countEntities(model: Model | undefined): Statistics['entities'] {
  if (model === undefined) return {};
  const lists = modelLists.map((list) => [list, model[list].length] as const);
  const methods = model.interfaces.reduce((sum, { methods }) => sum + methods.length, 0);
  return { ...Object.fromEntries(lists), methods };
}
