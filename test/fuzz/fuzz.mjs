#!/usr/bin/env node
// Mutates pages, and then the other inputs, and holds the generator to its promises; see harness.mjs and inputs.mjs.
// The work is done in a process of its own, which is ended where it hangs.
//
//   node test/fuzz/fuzz.mjs [--pages N] [--inputs N] [--seed S] [--docs DIR]... [--keep DIR] [--minutes M]
//
// `--inputs` is the number for each kind: models, templates, configurations, metadata. Failures are written to DIR, each
// with the pages as they were and as they are; the exit code is then 1. Equal seeds give equal inputs.
import { fork } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const repository = path.resolve(import.meta.dirname, '..', '..');
const corpora = process.env.CLR_BINDGEN_CORPUS ?? path.resolve(repository, '..', 'shared', 'corpus');
/** Seconds without a sign of life after which the work counts as hanging. */
const patience = 240;
/** Mutated pages in a tree. */
const treeSize = 500;

function defaultDocs() {
  const all = ['en-2019/docs/framework/unmanaged-api', 'ru-2020/docs/framework/unmanaged-api', 'en-2025'];
  const present = all.map((folder) => path.join(corpora, folder)).filter((folder) => existsSync(folder));
  return [...present, path.join(repository, 'metadata', 'docs')];
}

function settings() {
  const { values } = parseArgs({
    options: {
      pages: { type: 'string', default: '20000' },
      inputs: { type: 'string', default: '1000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      docs: { type: 'string', multiple: true },
      keep: { type: 'string', default: path.join(os.tmpdir(), 'clr-bindgen-fuzz') },
      minutes: { type: 'string', default: '600' },
      quick: { type: 'boolean', default: false },
    },
  });
  return {
    pages: Number(values.pages),
    inputs: Number(values.inputs),
    seed: Number(values.seed),
    docs: (values.docs ?? defaultDocs()).map((folder) => path.resolve(folder)),
    keep: path.resolve(values.keep),
    minutes: Number(values.minutes),
    quick: values.quick,
  };
}

/** Runs the work in a child and watches it; the exit code is that of the process. */
function watch(options) {
  return new Promise((resolve) => {
    const child = fork(import.meta.filename, [], {
      env: { ...process.env, CLR_BINDGEN_FUZZ_WORK: JSON.stringify(options) },
    });
    let current = 'the start';
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        console.error(`hangs at ${current}`);
        child.kill('SIGKILL');
      }, patience * 1000);
    };
    wait();
    child.on('message', (message) => {
      current = message;
      wait();
    });
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code ?? 1);
    });
  });
}

/** Which compilers see a tree: C++ always, the others now and then, as they take longer. */
function checksOf(index, quick) {
  const checks = new Set();
  if (index % 4 === 1) checks.add('clang');
  if (quick || index % 5 === 0) checks.add('lint');
  if (quick || index % 6 === 1) checks.add('typescript');
  if (index % 24 === 1) checks.add('types');
  if (!quick && index % 12 === 2) checks.add('rust');
  if (!quick && index % 12 === 3) checks.add('csharp');
  return checks;
}

/** Tries inputs of each kind; returns how many of them were accepted, and counts failures by their names. */
async function workInputs({ inputs, seed, keep }, failures) {
  const { inputKinds, prepareBox, tryInput } = await import('./inputs.mjs');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'clr-fuzz-inputs-'));
  prepareBox(folder);
  const tally = {};
  for (const kind of Object.keys(inputKinds)) {
    tally[kind] = { tried: 0, accepted: 0, work: 0 };
    for (let turn = 0; turn < inputs; turn++) {
      const inputSeed = seed * 1_000_000 + turn;
      process.send(`${kind} ${turn} (seed ${inputSeed})`);
      const { failure, accepted, work: done, box } = await tryInput(kind, inputSeed, folder, turn);
      tally[kind].tried += 1;
      if (accepted) tally[kind].accepted += 1;
      tally[kind].work = Math.max(tally[kind].work, done ?? 0);
      if (!failure) continue;
      const name = `${kind}: ${failure.kind}`;
      failures.set(name, (failures.get(name) ?? 0) + 1);
      if (failures.get(name) > 5) continue;
      const kept = path.join(keep, `${name.replace(/\W+/g, '-')}-${inputSeed}`);
      rmSync(kept, { recursive: true, force: true });
      cpSync(box, kept, { recursive: true });
      writeFileSync(path.join(kept, 'failure.txt'), `${failure.kind}\nturn ${turn}\n${failure.detail}\n`);
      console.log(`${name}: ${kept}\n${String(failure.detail).slice(0, 600)}\n`);
    }
  }
  rmSync(folder, { recursive: true, force: true });
  return tally;
}

async function work({ pages, inputs, seed, docs, keep, minutes, quick }) {
  const { Corpus, describeMutants, mutantsOf, runTree, shrink, signature } = await import('./harness.mjs');
  const all = docs.map((folder) => new Corpus(folder)).filter(({ files }) => files.length > 0);
  const share = all.flatMap((corpus) => Array(Math.ceil(Math.sqrt(corpus.files.length / 20))).fill(corpus));
  const box = mkdtempSync(path.join(os.tmpdir(), 'clr-fuzz-'));
  const tally = { slowest: 0 };
  const failures = new Map();
  const start = Date.now();
  let trees = 0;
  while ((tally.mutants ?? 0) < pages && Date.now() - start < minutes * 60_000) {
    const treeSeed = seed * 100_000 + trees;
    const corpus = share[trees % share.length];
    const count = Math.min(treeSize, pages - (tally.mutants ?? 0), Math.max(1, Math.ceil(corpus.files.length / 2)));
    const mutants = mutantsOf(corpus, treeSeed, count);
    const whole = trees % 3 !== 2;
    const run = { corpus, mutants, whole, box: path.join(box, 'box'), checks: checksOf(trees, quick), seed: treeSeed };
    process.send(`tree ${trees} (seed ${treeSeed}) of ${corpus.folder}`);
    const before = tally.mutants ?? 0;
    const failure = await runTree(run, tally);
    trees += 1;
    if (!failure) continue;
    if ((tally.mutants ?? 0) === before) tally.mutants = before + mutants.length;
    const name = signature(failure);
    failures.set(name, (failures.get(name) ?? 0) + 1);
    if (failures.get(name) > 2) continue;
    const told = setInterval(() => process.send('making a failure smaller'), 1000);
    const small = await shrink(run, failure);
    clearInterval(told);
    const folder = path.join(keep, `${name.replace(/\W+/g, '-')}-${treeSeed}`);
    rmSync(folder, { recursive: true, force: true });
    for (const { id, text, before: original, ...rest } of describeMutants(corpus, small.mutants)) {
      const file = path.join(folder, id.replaceAll('/', '__'));
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, text);
      writeFileSync(`${file}.before`, original);
      writeFileSync(
        `${file}.json`,
        `${JSON.stringify({ docs: corpus.folder, whole: small.whole, id, ...rest }, null, 1)}\n`,
      );
    }
    writeFileSync(path.join(folder, 'failure.txt'), `${small.failure.kind}\n${small.failure.detail}\n`);
    console.log(`${small.failure.kind}: ${folder}\n${String(small.failure.detail).slice(0, 600)}\n`);
  }
  rmSync(box, { recursive: true, force: true });
  const others = inputs > 0 ? await workInputs({ inputs, seed, keep }, failures) : {};
  const seconds = Math.round((Date.now() - start) / 1000);
  console.log(JSON.stringify({ seed, trees, seconds, ...tally, ...others, failures: Object.fromEntries(failures) }));
  process.exitCode = failures.size > 0 ? 1 : 0;
}

const { CLR_BINDGEN_FUZZ_WORK: wanted } = process.env;
if (wanted) {
  await work(JSON.parse(wanted));
  process.disconnect();
} else {
  process.exitCode = await watch(settings());
}
