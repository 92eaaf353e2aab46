// One tree of pages, some of them mutated, through every stage, and what must hold whatever the pages say:
//
// - nothing throws, and no page takes long;
// - every finding lies in its file: the offset, the line and the column agree;
// - every output has a safe path, and nothing is written elsewhere;
// - what is generated compiles.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { cppErrors, csharpErrors, rustErrors, typescriptErrors } from './compilers.mjs';
import { mutate, mutations } from './mutations.mjs';
import { names } from './words.mjs';
import { WorkCounter } from './work.mjs';

const dist = path.resolve(process.env.CLR_BINDGEN_FUZZ_DIST ?? path.join(import.meta.dirname, '..', '..', 'dist'));
const work = new WorkCounter(pathToFileURL(dist).href);
const product = await import(path.join(dist, 'index.js'));
const { decodePage } = await import(path.join(dist, 'read', 'decode-page.js'));
const { LineIndex } = await import(path.join(dist, 'diagnostics', 'line-index.js'));
const { lintTrees } = await import(path.join(dist, 'lint', 'lint.js'));
const { unsafePathReason } = await import(path.join(dist, 'write', 'output-path.js'));
const packageRoot = path.resolve(dist, '..');

const metadata = (await product.readMetadata(path.join(packageRoot, 'metadata'))).value;
const templates = product.readTemplates(path.join(packageRoot, 'templates'), undefined, packageRoot).value;
const described = product.readTargetDescriptions(path.join(packageRoot, 'templates'), undefined, packageRoot).value;
const targets = new Map(product.targets);
for (const { name, description } of described.values())
  if (!targets.has(name)) targets.set(name, product.createDeclarativeTarget(name, description));

/**
 * Blocks of code that may run, for any tree and for each of its characters: those of the pages that are parsed, and of
 * all pages for what comes after. Parsing takes 7 for a character, what comes after 40 and, for the facts, 50 million.
 * Beyond that something grows faster than the pages do, which is a hang for a page that is large enough.
 */
const mostWork = { parsing: [5_000_000, 100], emitting: [200_000_000, 200] };
/** Milliseconds of processor time for one page: the last resort where nothing is counted, as in a regular expression. */
const slowPage = 20_000;

/** Pages of a folder with the parsed form of those that stay as they are. */
export class Corpus {
  constructor(folder) {
    this.folder = folder;
    const { value } = product.readTree(folder, { origin: 'docs', cwd: path.dirname(folder) });
    this.files = value.files;
    this.parsed = new Map();
  }

  parse(file) {
    let page = this.parsed.get(file);
    if (!page) {
      page = product.parsePages([file]);
      this.parsed.set(file, page);
    }
    return page;
  }
}

/**
 * The mutated pages of a tree, as data.
 *
 * @param {Corpus} corpus
 * @param {number} seed
 * @param {number} count How many pages are mutated.
 */
export function mutantsOf(corpus, seed, count) {
  const index = fc.nat(corpus.files.length - 1);
  const one = fc.record({ page: index, donor: index, changes: mutations, name: fc.nat(names.length * 40) });
  const found = new Map();
  // Few pages are drawn twice; then the later mutant stands for both.
  for (const mutant of fc.sample(one, { seed, numRuns: count })) found.set(mutant.page, mutant);
  return [...found.values()];
}

/** The bytes of a mutant. */
function bytesOf(corpus, { page, donor, changes }) {
  return mutate(corpus.files[page].text, changes, corpus.files[donor].text);
}

/** The file of a mutant as the read stage hands it on; undefined where that stage takes it for no text. */
function fileOf(corpus, mutant, diagnostics) {
  const { path: shown, id, includes } = corpus.files[mutant.page];
  const bytes = bytesOf(corpus, mutant);
  const decoded = decodePage(bytes, shown, diagnostics);
  // Now and then the file has a name that attacks.
  const hostile = mutant.name < names.length && names[mutant.name] !== '';
  const renamed = hostile
    ? id.replace(/[^/]*(?=\.md$)/, `${mutant.page}-${names[mutant.name].replaceAll('/', '_')}`)
    : id;
  return decoded && { path: shown, id: renamed, ...decoded, includes };
}

class Failure extends Error {}

/**
 * Runs one tree. Returns what failed, undefined where all holds.
 *
 * @param {{ corpus: Corpus, mutants: readonly object[], whole: boolean, box: string, checks: ReadonlySet<string>,
 *   seed: number }} run `whole` keeps the pages that are not mutated; `checks` names compilers and `lint`.
 */
export async function runTree({ corpus, mutants, whole, box, checks, seed }, tally = {}) {
  const out = path.join(box, 'out');
  rmSync(box, { recursive: true, force: true });
  mkdirSync(box, { recursive: true });
  try {
    await check();
    return undefined;
  } catch (error) {
    if (error instanceof Failure) return { kind: error.message, detail: error.cause };
    return { kind: 'threw', detail: error instanceof Error ? error.stack : String(error) };
  }

  async function check() {
    const diagnostics = [];
    const take = (result) => {
      for (const one of result.diagnostics) diagnostics.push(one);
      return result.value;
    };
    const texts = new Map(corpus.files.map((file) => [file.path, file.text]));
    work.take();
    const changed = new Map(mutants.map((mutant) => [mutant.page, mutant]));
    const files = [];
    const pages = [];
    // Apart from the others, so that only their work is counted.
    const mutated = new Map(mutants.map((mutant) => [mutant.page, parseMutant(mutant, take, diagnostics)]));
    const length = [...mutated.values()].reduce((sum, { file }) => sum + (file?.text.length ?? 0), 0);
    measure('parsing', length);
    for (const [index, original] of corpus.files.entries()) {
      const mutant = changed.get(index);
      if (!mutant) {
        if (!whole) continue;
        files.push(original);
        pages.push(...take(corpus.parse(original)));
        continue;
      }
      const { file, result } = mutated.get(index);
      if (!file) {
        texts.delete(original.path);
        continue;
      }
      texts.set(file.path, file.text);
      files.push(file);
      pages.push(...result);
    }
    work.take();
    const trees = [{ origin: 'docs', pages }];
    const { facts, overrides } = metadata;
    const model = take(product.buildModel({ trees, facts, overrides, comments: 'full' }));
    product.modelToJson(model);
    if (checks.has('lint')) {
      const found = lintTrees([{ root: corpus.folder, files, origin: 'docs' }], facts, overrides);
      diagnostics.push(...found);
      product.fixPatch(found, [{ root: corpus.folder, files, origin: 'docs' }]);
    }
    const types = product.createTypeTable(model, facts['platform-types']);
    const options = { comments: 'full', templates, generator: 'fuzz' };
    const wanted = ['cpp', 'typescript', 'rust', 'csharp'].filter((name) => name === 'cpp' || checks.has(name));
    const outputs = wanted.flatMap((name) => take(targets.get(name).emit(model, types, options)));
    const characters = files.reduce((sum, { text }) => sum + text.length, 0);
    measure('emitting', characters);
    checkDiagnostics(diagnostics, texts);
    for (const { path: file, text } of outputs) {
      const reason = unsafePathReason(file);
      if (reason !== undefined) throw new Failure('unsafe path', { cause: `${JSON.stringify(file)}: ${reason}` });
      const hidden = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|(?![\t\n])\p{Cc}/u.exec(text);
      if (hidden) throw new Failure('hidden character', { cause: excerpt(file, text, hidden.index) });
    }
    const plan = take(product.planWrite(outputs, take(product.readOutputFolder(out, [], box)), 'fuzz'));
    take(product.applyPlan(plan, out, box));
    checkWritten(box, plan);
    const kept = new Set(pages.filter((page) => page.kind !== 'conceptual').map(({ path: file }) => file));
    tally.mutants = (tally.mutants ?? 0) + mutants.length;
    tally.accepted = (tally.accepted ?? 0) + mutants.filter(({ page }) => kept.has(corpus.files[page].path)).length;
    tally.diagnostics = (tally.diagnostics ?? 0) + diagnostics.length;
    await compile(seed);
  }

  /** Parses a mutated page; nothing where the read stage takes it for no text. */
  function parseMutant(mutant, take, diagnostics) {
    const file = fileOf(corpus, mutant, diagnostics);
    if (!file) return {};
    const before = process.cpuUsage();
    const result = take(product.parsePages([file]));
    const { user } = process.cpuUsage(before);
    tally.slowest = Math.max(tally.slowest ?? 0, user / 1000);
    if (user / 1000 > slowPage) throw new Failure('slow page', { cause: `${file.id}: ${user / 1000} ms` });
    return { file, result };
  }

  /** Holds what was done since it was asked for before against the number of characters. */
  function measure(what, characters) {
    const done = work.take();
    const [free, each] = mostWork[what];
    tally.work = { ...tally.work, [what]: Math.max(tally.work?.[what] ?? 0, done / (free + each * characters)) };
    if (tally.work[what] > 1)
      throw new Failure('too much work', { cause: `${what}: ${done} blocks for ${characters} characters` });
  }

  async function compile() {
    const verdicts = [
      ['C++ does not compile', () => cppErrors(out, checks.has('clang') ? 'clang++' : 'g++')],
      ['TypeScript is malformed', () => (checks.has('typescript') ? typescriptErrors(out, false) : '')],
      ['TypeScript does not compile', () => (checks.has('types') ? typescriptErrors(out, true) : '')],
      ['Rust does not compile', () => (checks.has('rust') ? rustErrors(out) : '')],
      ['C# does not compile', () => (checks.has('csharp') ? csharpErrors(out) : '')],
    ];
    for (const [kind, verdict] of verdicts) {
      const errors = await verdict();
      if (errors) throw new Failure(kind, { cause: errors });
    }
  }
}

function checkDiagnostics(diagnostics, texts) {
  const indexes = new Map();
  const valid = ({ file, start, end }) => {
    const text = texts.get(file);
    // Findings about files that are no pages, and about those that could not be decoded, say only which.
    if (text === undefined) return true;
    let index = indexes.get(file);
    if (!index) {
      index = new LineIndex(text);
      indexes.set(file, index);
    }
    const agrees = ({ line, column, offset }) => {
      const point = index.point(offset);
      return point.offset === offset && point.line === line && point.column === column;
    };
    return start.offset <= end.offset && agrees(start) && agrees(end);
  };
  for (const one of diagnostics) {
    if (one.code === 'CB199') throw new Failure('fault', { cause: JSON.stringify(one) });
    const places = [one.location, ...(one.related ?? []).map(({ location }) => location)].filter(Boolean);
    if (!places.every(valid)) throw new Failure('invalid position', { cause: JSON.stringify(one) });
    if (/[\p{Cc}\u2028\u2029]/u.test(one.message))
      for (const { start, end } of one.fixes ?? [])
        if (!(start >= 0 && start <= end && end <= (texts.get(one.location.file)?.length ?? end)))
          throw new Failure('invalid fix', { cause: JSON.stringify(one) });
  }
}

function excerpt(file, text, index) {
  const line = text.slice(0, index).split('\n').length;
  return `${file}:${line}: ${JSON.stringify(text.slice(Math.max(0, index - 40), index + 40))}`;
}

/** Nothing but the output folder appeared in the box, and in it nothing but what was planned. */
function checkWritten(box, plan) {
  const planned = new Set(plan.actions.map((action) => `out/${action.path}`));
  const found = readdirSync(box, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(box, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  const others = found.filter((file) => !planned.has(file));
  if (others.length > 0) throw new Failure('written outside', { cause: others.join('\n') });
}

/** A name for a failure that stays the same while its input is made smaller. */
export function signature({ kind, detail }) {
  const text = String(detail);
  const error = /error(?:\[\w+\]|:| \w+\d+:)[^\n]*/.exec(text)?.[0] ?? text.split('\n').slice(0, 2).join(' ');
  return `${kind} ${createHash('sha256')
    .update(error.replace(/[‘'`"][^’'`"]*[’'`"]|\d+/g, ''))
    .digest('hex')
    .slice(0, 8)}`;
}

/**
 * Makes a failing tree smaller: first fewer mutants, then fewer mutations of each.
 *
 * @returns The smallest failing list of mutants that was found, and its failure.
 */
export async function shrink(given, failure, tries = 40) {
  const wanted = failure.kind;
  // Without the pages that stayed as they are it goes faster, if it fails at all.
  const alone = { ...given, whole: false };
  const run = given.whole && (await runTree(alone))?.kind === wanted ? alone : given;
  let { mutants } = run;
  let last = failure;
  let left = tries;
  const fails = async (candidate) => {
    if (left-- <= 0) return false;
    const found = await runTree({ ...run, mutants: candidate });
    if (found?.kind !== wanted) return false;
    last = found;
    return true;
  };
  for (let size = Math.ceil(mutants.length / 2); size >= 1 && mutants.length > 1; ) {
    let shrunk = false;
    for (let from = 0; from < mutants.length && left > 0; from += size) {
      const some = mutants.slice(from, from + size);
      const rest = [...mutants.slice(0, from), ...mutants.slice(from + size)];
      if (some.length < mutants.length && (await fails(some))) {
        mutants = some;
        shrunk = true;
        break;
      }
      if (rest.length > 0 && rest.length < mutants.length && (await fails(rest))) {
        mutants = rest;
        shrunk = true;
        break;
      }
    }
    if (shrunk) size = Math.min(size, Math.ceil(mutants.length / 2));
    else if (size === 1) break;
    else size = Math.ceil(size / 2);
  }
  for (const [at, mutant] of mutants.entries()) {
    for (let change = mutant.changes.length - 1; change >= 0; change--) {
      const candidate = { ...mutants[at], changes: mutants[at].changes.filter((_, i) => i !== change) };
      const list = mutants.with ? mutants.with(at, candidate) : mutants.map((one, i) => (i === at ? candidate : one));
      if (await fails(list)) mutants = list;
    }
  }
  return { mutants, failure: last, whole: run.whole };
}

/** The texts of a failing run, for a person. */
export function describeMutants(corpus, mutants) {
  return mutants.map((mutant) => ({
    id: corpus.files[mutant.page].id,
    donor: corpus.files[mutant.donor].id,
    changes: mutant.changes,
    text: bytesOf(corpus, mutant),
    before: readFileSync(path.resolve(path.dirname(corpus.folder), corpus.files[mutant.page].path)),
  }));
}
