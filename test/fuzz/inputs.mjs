// The inputs beside the pages, mutated: models, templates, configurations, metadata. Whatever they hold,
//
// - nothing throws, no outcome is a fault, and the command line ends with a code that it documents and no stack trace;
// - every finding is of a known kind and names a file, with a place in it that exists;
// - nothing is written outside the output folder, and there all that was planned or nothing at all;
// - no work is without end.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { mutatedConfiguration } from './configuration-mutations.mjs';
import { mutateJson, randomOf } from './json-mutations.mjs';
import { mutateTemplate } from './template-mutations.mjs';
import { WorkCounter } from './work.mjs';

const repository = path.resolve(import.meta.dirname, '..', '..');
const dist = path.resolve(process.env.CLR_BINDGEN_FUZZ_DIST ?? path.join(repository, 'dist'));
const packageRoot = path.resolve(dist, '..');
const cli = path.join(dist, 'cli', 'main.js');
const work = new WorkCounter(pathToFileURL(dist).href);
const product = await import(path.join(dist, 'index.js'));
const { loadConfiguration } = await import(path.join(dist, 'config', 'load-configuration.js'));
const { chooseOutputs } = await import(path.join(dist, 'config', 'choose-outputs.js'));
const { unsafePathReason } = await import(path.join(dist, 'write', 'output-path.js'));
const { LineIndex } = await import(path.join(dist, 'diagnostics', 'line-index.js'));
const { textReport, markdownReport, jsonReport } = product;

const pick = (list, random) => list[Math.floor(random() * list.length)];
const read = (...parts) => readFileSync(path.join(...parts), 'utf8');
const modelNames = readdirSync(path.join(packageRoot, 'metadata', 'model')).sort();
const metadata = (await product.readMetadata(path.join(packageRoot, 'metadata'))).value;
const templates = product.readTemplates(path.join(packageRoot, 'templates'), undefined, packageRoot).value;
const described = product.readTargetDescriptions(path.join(packageRoot, 'templates'), undefined, packageRoot).value;
const docs = path.join(packageRoot, 'metadata', 'docs', 'hosting');
const fewPages = readdirSync(docs).filter((name) => /^(?:ihosttask-|etasktype)/.test(name));

/** Blocks of the product's code that may run for one input; those that generate take some three million. */
const mostWork = 100_000_000;

class Failure extends Error {}

function fail(kind, cause) {
  throw new Failure(kind, { cause: typeof cause === 'string' ? cause : JSON.stringify(cause) });
}

/** What every finding must be. `texts` are those of mutated files, by the path that findings show. */
function checkFindings(diagnostics, texts = new Map()) {
  for (const one of diagnostics) {
    if (one.code === 'CB199') fail('fault', one);
    if (!Object.hasOwn(product.catalogue, one.code)) fail('unknown code', one);
    if (/\n\s+at \S+ \(|node:internal/.test(one.message)) fail('stack trace', one);
    const text = one.location && texts.get(one.location.file);
    if (text === undefined) continue;
    const index = new LineIndex(text);
    for (const point of [one.location.start, one.location.end]) {
      const { line, column, offset } = index.point(point.offset);
      if (line !== point.line || column !== point.column || offset !== point.offset) fail('invalid position', one);
    }
  }
}

/** Runs the command line, which must end as documented. */
function runCli(args, cwd) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 1 << 28,
  });
  const said = `${stderr}\n${stdout}`;
  if (![0, 1, 2, 3].includes(status))
    fail('exit code', `${args.join(' ')}: ${status ?? signal}\n${said.slice(0, 2000)}`);
  if (/^\s+at \S.*:\d+:\d+\)?$|UnhandledPromise|node:internal|CB199/m.test(said))
    fail('stack trace', said.slice(0, 4000));
  if (status !== 0 && status !== 3 && said.trim() === '') fail('nothing said', `${args.join(' ')}: ${status}`);
  return { status, said };
}

/** The files of a folder, of which some may have been written. */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

function checkOutputs(result, before, box) {
  const inOut = (file) => file.startsWith('out/');
  const written = filesIn(box).filter((file) => !before.includes(file));
  const outside = written.filter((file) => !inOut(file));
  if (outside.length > 0) fail('written outside', outside);
  const planned = (result.plan?.actions ?? []).map(({ path: file }) => `out/${file}`);
  const isWhole = written.length === planned.length && planned.every((file) => written.includes(file));
  const mayWrite = ['done', 'failed'].includes(result.outcome);
  if (written.length > 0 && !(mayWrite && isWhole)) fail('half-written', { outcome: result.outcome, written, planned });
  for (const { path: file } of result.plan?.actions ?? []) {
    const reason = unsafePathReason(file);
    if (reason !== undefined) fail('unsafe path', `${file}: ${reason}`);
  }
}

/** Models: to be compared, and to be the base that pages are laid over. */
async function models(random, box, turn) {
  const name = pick(modelNames, random);
  const original = read(packageRoot, 'metadata', 'model', name);
  const text = mutateJson(original, random);
  const sides = { 'old.json': random() < 0.5 ? original : mutateJson(original, random), 'new.json': text };
  for (const [side, content] of Object.entries(sides)) writeFileSync(path.join(box, side), content);
  const found = await product.diff({ cwd: box, old: 'old.json', new: 'new.json' });
  if (!['done', 'failed', 'usage'].includes(found.outcome)) fail('outcome', found.outcome);
  checkFindings(found.diagnostics);
  if (found.outcome === 'usage' && found.diagnostics.length === 0) fail('nothing said', text.slice(0, 200));
  if (!found.diagnostics.every(({ message }) => /(?:old|new)\.json/.test(message))) fail('no file', found.diagnostics);
  for (const report of [textReport, markdownReport, jsonReport]) report(found);
  const done = () => ({ files: sides, accepted: found.outcome !== 'usage' });
  if (turn % 20 === 3)
    runCli(['diff', 'old.json', 'new.json', '--format', pick(['text', 'markdown', 'json'], random)], box);
  if (found.outcome === 'usage' || turn % 4 !== 0) return done();

  const before = filesIn(box);
  const targets = ['cpp', 'typescript', 'rust', 'csharp'].filter((_, at) => at === 0 || turn % (4 * at) === 0);
  const result = await product.generate({ cwd: box, base: 'new.json', docs: ['../docs'], out: 'out', targets });
  checkFindings(result.diagnostics);
  checkOutputs(result, before, box);
  return done();
}

/** Templates of a host over those of the package. */
async function templatesOf(random, box, turn) {
  const target = pick(['cpp', 'cpp', 'typescript', 'rust', 'csharp'], random);
  const names = [...templates.keys()].filter(
    (name) => name.startsWith(`${target}/`) || (target === 'cpp' && name === 'hresult/cpp'),
  );
  const files = {};
  for (let count = 1 + Math.floor(random() * 2); count > 0; count--) {
    const name = pick(names, random);
    files[`house/${name}.hbs`] = mutateTemplate(templates.get(name).text, name, random);
  }
  const texts = new Map();
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(box, file)), { recursive: true });
    writeFileSync(path.join(box, file), text);
    texts.set(file, text.replaceAll('\r\n', '\n'));
  }
  if (turn % 10 === 0) {
    const before = filesIn(box);
    const out = { cwd: box, docs: ['../docs'], out: 'out', targets: [target], templates: 'house' };
    const result = await product.generate(out);
    checkFindings(result.diagnostics, texts);
    checkOutputs(result, before, box);
    if (turn % 60 === 0)
      runCli(['--docs', '../docs', '--out', 'out', '--target', target, '--templates', 'house', '--check'], box);
    return { files, accepted: result.outcome === 'done' };
  }
  const set = product.readTemplates(path.join(packageRoot, 'templates'), 'house', box);
  checkFindings(set.diagnostics);
  const model = modelOf(pick(['corprof.json', 'metahost.json', 'gchost.json', 'corhdr.json'], random));
  const types = product.createTypeTable(model, metadata.facts['platform-types']);
  const emitter =
    product.targets.get(target) ?? product.createDeclarativeTarget(target, described.get(target).description);
  const { value, diagnostics } = emitter.emit(model, types, {
    comments: 'full',
    templates: set.value,
    generator: 'fuzz',
  });
  checkFindings(diagnostics, texts);
  for (const { code, severity, location, related = [] } of diagnostics) {
    const named = [location?.file, ...related.map((place) => place.location.file)];
    if (severity === 'error' && (code !== 'CB601' || !named.some((file) => texts.has(file))))
      fail('no file', diagnostics);
  }
  return { files, accepted: value.length > 0 && !diagnostics.some(({ severity }) => severity === 'error') };
}

const knownModels = new Map();
function modelOf(name) {
  const known =
    knownModels.get(name) ?? product.readModel(path.join(packageRoot, 'metadata', 'model', name), packageRoot).value;
  knownModels.set(name, known);
  return known;
}

/** Configurations, as data and as modules. */
async function configurations(random, box, turn) {
  const { name, text } = mutatedConfiguration(random);
  const files = { [name]: text };
  if (name !== 'package.json') writeFileSync(path.join(box, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(path.join(box, name), text);
  cpSync(path.join(box, '..', 'docs'), path.join(box, 'docs'), { recursive: true });
  mkdirSync(path.join(box, 'templates'));
  const { value, diagnostics } = await loadConfiguration(random() < 0.5 ? undefined : name, box);
  checkFindings(diagnostics, new Map([[name, text]]));
  if (!diagnostics.every(({ location, message }) => location?.file === name || message.includes(name)))
    fail('no file', diagnostics);
  if (!diagnostics.every(({ code }) => code === 'CB110' || code === 'CB101')) fail('unexpected code', diagnostics);
  if (turn % 25 === 0 && diagnostics.length > 0) {
    const { status, said } = runCli(['--config', name], box);
    if (status !== 2) fail('exit code', `${status}: ${said.slice(0, 1000)}`);
  }
  const accepted = diagnostics.length === 0;
  if (!accepted || turn % 4 !== 0) return { files, accepted };
  const chosen = chooseOutputs(value.configuration, {});
  checkFindings(chosen.diagnostics);
  for (const { name: _, ...output } of chosen.value.outputs) {
    // A configuration may name any folder; here only those of the box are tried.
    const folders = [output.docs ?? [], output.out ?? [], output.base ?? [], output.templates ?? []].flat();
    const isOwn = (folder) => folder === 'embedded' || path.resolve(box, folder).startsWith(`${box}${path.sep}`);
    if (!folders.every(isOwn) || (output.select ?? []).some((one) => one.startsWith('used:'))) continue;
    const result = await product.generate({ ...output, cwd: box, mode: 'plan' });
    checkFindings(result.diagnostics, new Map([[name, text]]));
    if (result.outcome === 'usage' && result.diagnostics.length === 0) fail('nothing said', text);
  }
  return { files, accepted };
}

/** Facts and overrides; what they say is believed, so it need not compile. */
async function metadataOf(random, box, turn) {
  const folder = path.join(box, '..', 'metadata');
  const files = {};
  for (let count = 1 + Math.floor(random() * 2); count > 0; count--) {
    const kind = random() < 0.75 ? 'facts' : 'overrides';
    const name = pick(readdirSync(path.join(folder, kind)).sort(), random);
    files[`${kind}/${name}`] = mutateJson(read(packageRoot, 'metadata', kind, name), random);
  }
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
  const { value, diagnostics } = await product.readMetadata(folder);
  for (const file of Object.keys(files)) cpSync(path.join(packageRoot, 'metadata', file), path.join(folder, file));
  checkFindings(diagnostics);
  const expected = ['CB503', 'CB510', 'CB511'];
  if (!diagnostics.every(({ code, message }) => expected.includes(code) && /\w+\.json/.test(message)))
    fail('no file', diagnostics);
  if (turn % 3 !== 0) return { files, accepted: diagnostics.length === 0 };

  const { facts, overrides } = value;
  const { value: tree } = product.readTree(path.join(box, '..', 'docs'), { origin: 'docs', cwd: box });
  const pages = product.parsePages(tree.files);
  const built = product.buildModel({
    trees: [{ origin: 'docs', pages: pages.value }],
    facts,
    overrides,
    comments: 'full',
  });
  checkFindings(built.diagnostics);
  product.modelToJson(built.value);
  const types = product.createTypeTable(built.value, facts['platform-types']);
  const emitters = ['cpp', pick(['typescript', 'rust', 'csharp'], random)];
  for (const name of emitters) {
    const emitter = product.targets.get(name) ?? product.createDeclarativeTarget(name, described.get(name).description);
    const outputs = emitter.emit(built.value, types, { comments: 'full', templates, generator: 'fuzz' });
    checkFindings(outputs.diagnostics);
    for (const { path: file } of outputs.value) {
      const reason = unsafePathReason(file);
      if (reason !== undefined) fail('unsafe path', `${file}: ${reason}`);
    }
  }
  return { files, accepted: diagnostics.length === 0 };
}

/** The kinds of inputs, and what each of them goes through. */
export const inputKinds = { models, templates: templatesOf, configurations, metadata: metadataOf };

/** Makes the folder in which inputs are tried, with what they share. */
export function prepareBox(folder) {
  mkdirSync(path.join(folder, 'docs', 'hosting'), { recursive: true });
  for (const name of fewPages) cpSync(path.join(docs, name), path.join(folder, 'docs', 'hosting', name));
  for (const kind of ['facts', 'overrides'])
    cpSync(path.join(packageRoot, 'metadata', kind), path.join(folder, 'metadata', kind), { recursive: true });
}

/**
 * Tries one input. Returns what it was, whether it was accepted, and what failed.
 *
 * @param {keyof typeof inputKinds} kind
 * @param {number} seed Decides what is mutated and how.
 * @param {string} folder As `prepareBox` made it.
 * @param {number} turn How many came before: some checks are made now and then.
 */
export async function tryInput(kind, seed, folder, turn) {
  const box = path.join(folder, `box${turn % 2}`);
  rmSync(box, { recursive: true, force: true });
  mkdirSync(box);
  work.take();
  try {
    const { files, accepted } = await inputKinds[kind](randomOf(seed), box, turn);
    const done = work.take();
    if (done > mostWork) return { failure: { kind: 'too much work', detail: `${done} blocks` }, box };
    return { files, accepted, box, work: done };
  } catch (error) {
    if (error instanceof Failure) return { failure: { kind: error.message, detail: error.cause }, box };
    return { failure: { kind: 'threw', detail: error instanceof Error ? error.stack : String(error) }, box };
  }
}
