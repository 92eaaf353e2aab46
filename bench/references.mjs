// What the generator is measured against: parsing the same pages and nothing else, each reference in a process of its
// own. Usage: node bench/references.mjs remark|markdown-it DOCS; prints one line of JSON.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Paths of the pages below a folder. */
export function pagesOf(docs) {
  return readdirSync(docs, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** Milliseconds that `cmark-gfm` (a Debian package) takes for the pages; undefined where it is not installed. */
export function cmark(docs) {
  const start = performance.now();
  const { error } = spawnSync('cmark-gfm', ['-e', 'table', ...pagesOf(docs)], { maxBuffer: 1 << 28 });
  return error ? undefined : performance.now() - start;
}

async function parserOf(name) {
  if (name === 'markdown-it') {
    const { default: MarkdownIt } = await import('markdown-it');
    const markdown = new MarkdownIt();
    return (text) => markdown.parse(text, {});
  }
  const { unified } = await import('unified');
  const { default: remarkParse } = await import('remark-parse');
  const { gfmTable } = await import('micromark-extension-gfm-table');
  const { gfmTableFromMarkdown } = await import('mdast-util-gfm-table');
  const processor = unified().use(remarkParse);
  processor.data('micromarkExtensions', [gfmTable()]);
  processor.data('fromMarkdownExtensions', [gfmTableFromMarkdown()]);
  return (text) => processor.parse(text);
}

if (process.argv[1] === import.meta.filename) {
  const [name, docs] = process.argv.slice(2);
  const texts = pagesOf(docs).map((file) => readFileSync(file, 'utf8'));
  const parse = await parserOf(name);
  const start = performance.now();
  for (const text of texts) parse(text);
  const milliseconds = performance.now() - start;
  console.log(JSON.stringify({ milliseconds, peak: process.resourceUsage().maxRSS / 1024 }));
}
