// Compares a cold run of the generator with bare remark-parse + GFM tables over the same pages, each in a process of its
// own. Usage: node bench/cold.mjs [DOCS [RUNS]]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const [mode, ...rest] = process.argv.slice(2);

if (mode === '--reference') await reference(rest[0]);
else compare(mode ?? reference2019(), Number(rest[0] ?? 5));

/** The English reference of 2019 in the corpus: below CLR_BINDGEN_CORPUS, or `../shared/corpus` beside the repository. */
function reference2019() {
  const corpus = process.env.CLR_BINDGEN_CORPUS ?? path.resolve(root, '..', 'shared', 'corpus');
  return path.join(corpus, 'en-2019', 'docs', 'framework', 'unmanaged-api');
}

/** What the ratio is measured against: reading the pages and parsing each as a whole, nothing else. */
async function reference(docs) {
  const { unified } = await import('unified');
  const { default: remarkParse } = await import('remark-parse');
  const { gfmTable } = await import('micromark-extension-gfm-table');
  const { gfmTableFromMarkdown } = await import('mdast-util-gfm-table');
  const processor = unified().use(remarkParse);
  processor.data('micromarkExtensions', [gfmTable()]);
  processor.data('fromMarkdownExtensions', [gfmTableFromMarkdown()]);
  let pages = 0;
  for (const entry of readdirSync(docs, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory() || !entry.name.endsWith('.md')) continue;
    processor.parse(readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
    pages += 1;
  }
  report(pages);
}

/** The last line of a measured process. */
function report(pages) {
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ pages, milliseconds: performance.now(), peak }));
}

function compare(docs, runs) {
  if (!existsSync(docs)) {
    console.error(`${docs} does not exist; usage: node bench/cold.mjs [DOCS [RUNS]]`);
    process.exit(2);
  }
  const out = mkdtempSync(path.join(os.tmpdir(), 'bench-cold-'));
  const measured = { 'remark-parse + tables': [], 'generate, cold': [] };
  let stages = {};
  // Alternating, so that what else the machine does hurts both alike.
  for (let i = 0; i < runs; i++) {
    measured['remark-parse + tables'].push(JSON.parse(run([import.meta.filename, '--reference', docs])));
    rmSync(out, { recursive: true, force: true });
    const args = ['--docs', docs, '--out', out, '--no-cache', '--reporter', 'json', '--stats'];
    const { milliseconds, statistics } = JSON.parse(run([path.join(root, 'dist', 'cli', 'main.js'), ...args]));
    measured['generate, cold'].push({ milliseconds, peak: statistics.peakMemory / 1024 / 1024 });
    stages = statistics.milliseconds;
  }
  rmSync(out, { recursive: true, force: true });
  const rows = Object.entries(measured).map(([name, samples]) => ({
    name,
    milliseconds: median(samples.map((sample) => sample.milliseconds)),
    peak: Math.max(...samples.map((sample) => sample.peak)),
  }));
  for (const { name, milliseconds, peak } of rows) {
    console.log(`${name.padEnd(24)}${milliseconds.toFixed(0).padStart(7)} ms${peak.toFixed(0).padStart(6)} MB peak`);
  }
  console.log(`ratio ${(rows[1].milliseconds / rows[0].milliseconds).toFixed(2)}`);
  const split = Object.entries(stages).map(([stage, milliseconds]) => `${stage} ${milliseconds.toFixed(0)} ms`);
  console.log(`last run: ${split.join(', ')}`);
}

function run(args) {
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    cwd: root,
  });
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return stdout;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
