// Measures the generator beside three Markdown parsers over the same pages in the same run, and rewrites the table in
// docs/performance.md. Usage: npm run bench, or: node bench/run.mjs [DOCS [RUNS]] after a build.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { copyDocs } from './copy-docs.mjs';
import { enlarge } from './enlarge.mjs';
import { cmark, pagesOf } from './references.mjs';

const root = path.resolve(import.meta.dirname, '..');
const main = path.join(process.env.CLR_BINDGEN_DIST ?? path.join(root, 'dist'), 'cli', 'main.js');
const corpus = process.env.CLR_BINDGEN_CORPUS ?? path.resolve(root, '..', 'shared', 'corpus');
const [docs = path.join(corpus, 'en-2019', 'docs', 'framework', 'unmanaged-api'), runs = '7'] = process.argv.slice(2);
const table = path.join(root, 'docs', 'performance.md');

if (!existsSync(docs)) {
  console.error(`${docs} does not exist; usage: node bench/run.mjs [DOCS [RUNS]]`);
  process.exit(2);
}

const work = mkdtempSync(path.join(os.tmpdir(), 'bench-'));
const copy = copyDocs(docs, path.join(work, 'docs'));
const samples = new Map();

function note(name, milliseconds, peak) {
  if (milliseconds === undefined) return;
  const list = samples.get(name) ?? [];
  samples.set(name, list);
  list.push({ milliseconds, peak });
}

function node(args) {
  const start = performance.now();
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    cwd: work,
    maxBuffer: 1 << 28,
  });
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return { stdout, milliseconds: performance.now() - start };
}

/** One whole process of the generator. */
function generate(args) {
  const { stdout, milliseconds } = node([main, ...args, '--reporter', 'json', '--stats']);
  const { statistics, counts } = JSON.parse(stdout);
  return { milliseconds, peak: statistics.peakMemory / 1024 / 1024, statistics, counts };
}

function reference(name) {
  return JSON.parse(node([path.join(import.meta.dirname, 'references.mjs'), name, docs]).stdout);
}

const out = (name) => path.join(work, name);
const withCache = (name) => ['--out', out(name), '--cache-dir', out(`${name}-cache`)];

function edit(file, text, round) {
  writeFileSync(file, text.replace(/(^# .*$)/m, `$1\n\nEdited ${round}.`));
}

/** Another name for a parameter. */
function redeclare(file, text, round) {
  writeFileSync(file, text.replace(/(\w)(\s*\)\s*;)/, `$1${round}$2`));
}

/** Time from the saving of a page to the line that says that the last output is written. */
async function watchLatency(file, text, saves) {
  const child = spawn(process.execPath, [main, '--docs', copy, '--out', out('watch'), '--watch'], { cwd: work });
  child.stderr.resume();
  let told = '';
  let wake = () => {};
  child.stdout.setEncoding('utf8').on('data', (data) => {
    told += data;
    wake();
  });
  const line = async (pattern) => {
    while (!pattern.test(told)) await new Promise((resolve) => (wake = resolve));
    told = '';
  };
  await line(/watching/);
  for (let save = 0; save < saves; save++) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    const start = performance.now();
    edit(file, text, save);
    await line(/changed: .*\n/);
    // The first saves of a process are those for which nothing is compiled yet.
    if (save >= 5) note('watch: save to last output', performance.now() - start);
  }
  child.kill('SIGINT');
  await new Promise((resolve) => child.on('exit', resolve));
  writeFileSync(file, text);
}

function median(list) {
  const sorted = list.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

function peakOf(list) {
  const peaks = list.map(({ peak }) => peak).filter((peak) => peak !== undefined);
  return peaks.length === 0 ? '' : `${Math.round(Math.max(...peaks))} MB`;
}

const page = pagesOf(copy).find((file) => /icordebugprocess-getid/.test(file)) ?? pagesOf(copy)[0];
const text = readFileSync(page, 'utf8');
const emit = [];
for (const name of ['same', 'one', 'unread', 'declared'])
  for (let i = 0; i < 2; i++) generate(['--docs', copy, ...withCache(name)]);
generate(withCache('embedded'));
// In turns, so that what else the machine does hurts all alike.
for (let round = 0; round < Number(runs); round++) {
  for (const name of ['remark', 'markdown-it']) {
    const { milliseconds, peak } = reference(name);
    note(name, milliseconds, peak);
  }
  note('cmark-gfm', cmark(docs));
  rmSync(out('cold'), { recursive: true, force: true });
  const cold = generate(['--docs', copy, '--out', out('cold'), '--no-cache']);
  note('cold', cold.milliseconds, cold.peak);
  emit.push({ milliseconds: cold.statistics.milliseconds.emit });
  const same = generate(['--docs', copy, ...withCache('same')]);
  if (same.counts.written > 0) throw new Error('nothing changed, but something was written');
  note('same', same.milliseconds, same.peak);
  edit(page, text, round);
  const one = generate(['--docs', copy, ...withCache('one')]);
  writeFileSync(page, text);
  if (one.statistics.parsed !== 1) throw new Error(`one page changed, ${one.statistics.parsed} were parsed`);
  note('one', one.milliseconds, one.peak);
  writeFileSync(page, `${text}\n- [Round ${round}](round.md)\n`);
  const unread = generate(['--docs', copy, ...withCache('unread')]);
  writeFileSync(page, text);
  if (unread.counts.written > 0) throw new Error('a link under See also changed, and something was written');
  note('unread', unread.milliseconds, unread.peak);
  redeclare(page, text, round);
  const declared = generate(['--docs', copy, ...withCache('declared')]);
  writeFileSync(page, text);
  if (declared.counts.written < 2) throw new Error('a declaration changed, and no output did');
  note('declared', declared.milliseconds, declared.peak);
  const embedded = generate(['--out', out('embedded-cold'), '--no-cache']);
  note('embedded', embedded.milliseconds, embedded.peak);
  const embeddedSame = generate(withCache('embedded'));
  note('embedded-same', embeddedSame.milliseconds, embeddedSame.peak);
  note('version', node([main, '--version']).milliseconds);
  // Restores what the next round counts on.
  for (const name of ['one', 'unread', 'declared', 'same']) generate(['--docs', copy, ...withCache(name)]);
}
await watchLatency(page, text, Number(runs) + 5);
// As deep as the copy, so that INCLUDE targets are found.
const large = path.join(path.dirname(copy), '..', 'large');
enlarge(docs, large, 10);
const tenfold = generate(['--docs', large, '--out', out('large-out'), '--no-cache']);
note('tenfold', tenfold.milliseconds, tenfold.peak);
rmSync(work, { recursive: true, force: true });

const at = (name) => median(samples.get(name) ?? []);
const rows = [
  ['remark-parse + GFM tables, parsing alone', 'remark', '', undefined],
  ['markdown-it, parsing alone', 'markdown-it', '', undefined],
  ['cmark-gfm, whole process', 'cmark-gfm', '', undefined],
  ['cold, all targets, no cache', 'cold', '0.5 × remark-parse', at('cold') / at('remark')],
  ['nothing changed', 'same', '0.6 × markdown-it', at('same') / at('markdown-it')],
  ['one page changed where no run reads', 'unread', '0.75 × markdown-it', at('unread') / at('markdown-it')],
  ['one page changed, in its summary', 'one', '0.75 × markdown-it', at('one') / at('markdown-it')],
  ['one page changed, in its declaration', 'declared', '0.75 × markdown-it', at('declared') / at('markdown-it')],
  ['watch: save to last output', 'watch: save to last output', '100 ms', undefined],
  ['without docs, nothing changed', 'embedded-same', '', undefined],
  ['without docs, cold', 'embedded', '1.5 × markdown-it', at('embedded') / at('markdown-it')],
  ['ten times the pages, cold', 'tenfold', '10.5 × cold', at('tenfold') / at('cold')],
  ['`--version`', 'version', '', undefined],
];
const lines = rows.flatMap(([label, name, goal, ratio]) => {
  const list = samples.get(name);
  if (list === undefined) return [`| ${label} | not installed | | | |`];
  const share = ratio === undefined ? '' : `${ratio.toFixed(2)} ×`;
  return [`| ${label} | ${Math.round(median(list)).toLocaleString('en')} ms | ${peakOf(list)} | ${share} | ${goal} |`];
});
lines.push(`| emitting alone, in a cold run | ${Math.round(median(emit)).toLocaleString('en')} ms | | | |`);
const where = `${pagesOf(docs).length.toLocaleString('en')} pages, medians of ${runs} runs; Node ${process.versions.node}, ${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, load ${os.loadavg()[0].toFixed(1)} at the end.`;
const report = ['| case | time | peak memory | ratio | goal |', '|---|---:|---:|---:|---|', ...lines, '', where].join(
  '\n',
);
console.log(report);
if (existsSync(table)) {
  const before = readFileSync(table, 'utf8');
  writeFileSync(
    table,
    before.replace(/(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/, (_, start, end) => `${start}${report}\n${end}`),
  );
}
