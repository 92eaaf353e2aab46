// Compares the parse stage with bare remark-parse + GFM tables over the same pages: the texts are read beforehand, each
// side runs in a process of its own, in turn. Usage: npm run build && node bench/parse.mjs DOCS [RUNS]
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.resolve(process.env.CLR_BINDGEN_DIST ?? path.join(root, 'dist'));
const load = (file) => import(pathToFileURL(path.join(dist, file)));
const [mode, ...rest] = process.argv.slice(2);

if (mode === '--ours' || mode === '--remark') await measure(mode, rest[0]);
else compare(mode, Number(rest[0] ?? 5));

/** Loads one side, then parses every page, and prints what that took in milliseconds. */
async function measure(side, docs) {
  const { readTree } = await load('read/read-tree.js');
  const { files } = readTree(docs, { origin: 'docs' }).value;
  const cpu = process.cpuUsage();
  const start = performance.now();
  const parse = side === '--ours' ? (await load('parse/parse-page.js')).parsePage : await remark();
  for (const file of files) parse(file);
  const { user, system } = process.cpuUsage(cpu);
  const figures = { pages: files.length, wall: performance.now() - start, cpu: (user + system) / 1000 };
  process.stdout.write(JSON.stringify(figures));
}

async function remark() {
  const { unified } = await import('unified');
  const { default: remarkParse } = await import('remark-parse');
  const { gfmTable } = await import('micromark-extension-gfm-table');
  const { gfmTableFromMarkdown } = createRequire(import.meta.url)('mdast-util-gfm-table');
  const processor = unified().use(remarkParse);
  processor.data('micromarkExtensions', [gfmTable()]);
  processor.data('fromMarkdownExtensions', [gfmTableFromMarkdown()]);
  return (file) => processor.parse(file.text);
}

function compare(docs, runs) {
  const samples = { '--ours': [], '--remark': [] };
  for (let run = 0; run < runs; run++) {
    for (const side of Object.keys(samples)) {
      const { stdout, stderr, status } = spawnSync(process.execPath, [import.meta.filename, side, docs], {
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(stderr);
      samples[side].push(JSON.parse(stdout));
    }
  }
  const median = (side, figure) => samples[side].map((sample) => sample[figure]).sort((a, b) => a - b)[runs >> 1];
  for (const figure of ['wall', 'cpu']) {
    const [ours, theirs] = [median('--ours', figure), median('--remark', figure)];
    console.log(
      `${figure}: parse stage ${ours.toFixed(0)} ms, remark-parse + GFM tables ${theirs.toFixed(0)} ms, ratio ${(ours / theirs).toFixed(3)}`,
    );
  }
  console.log(`${samples['--ours'][0]?.pages} pages, median of ${runs} runs`);
}
