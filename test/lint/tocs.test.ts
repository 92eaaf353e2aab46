import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/lint.ts';
import { tocEntries } from '../../src/lint/toc-entries.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** What CB838 and CB839 say of a docs folder: pages by id, each an overview, and tables of contents. */
async function found(pages: readonly string[], tocs: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'clr-bindgen-toc-'));
  folders.push(folder);
  const files = { ...Object.fromEntries(pages.map((id) => [id, `# About ${id} Overview\n\nText.\n`])), ...tocs };
  for (const [id, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, id)), { recursive: true });
    writeFileSync(path.join(folder, id), text);
  }
  const { diagnostics } = await lint({ docs: ['.'], cwd: folder });
  const told = diagnostics.filter(({ code }) => code === 'CB838' || code === 'CB839' || code === 'CB199');
  return told.map(({ code, message, location }) => `${code} ${location?.file}:${location?.start.line} ${message}`);
}

const pages = Array.from({ length: 20 }, (_, at) => `queue/page${at}.md`);
const entries = (ids: readonly string[]) => ids.map((id) => `- name: ${id}\n  href: ${path.basename(id)}\n`).join('');

describe('tables of contents', () => {
  it('list the pages of their folder, those below, and folders', async () => {
    const root =
      '- name: Queues\n  href: queue/\n- name: Site\n  href: https://example.com/a.md\n- name: Up\n  href: ../b.md\n';
    expect(await found(pages, { 'toc.yml': root, 'queue/toc.yml': entries(pages) })).toEqual([]);
    const nested = `- name: All\n  items:\n${entries(pages).replace(/^/gm, '  ').replace(/ +$/, '')}`;
    expect(await found(pages, { 'queue/TOC.yml': nested })).toEqual([]);
    const newer = `items:\n${entries(pages)}- name: Elsewhere\n  uid: System.Uri\n`;
    expect(await found(pages, { 'queue/toc.yml': newer })).toEqual([]);
  });

  it('lack a page', async () => {
    expect(await found(pages, { 'queue/toc.yml': entries(pages.slice(1)) })).toEqual([
      'CB838 queue/page0.md:1 no table of contents lists About queue/page0.md Overview',
    ]);
    expect(await found([...pages, 'other/alone.md'], { 'queue/toc.yml': entries(pages) })).toEqual([]);
  });

  it('have entries that lead nowhere', async () => {
    const toc = `- name: Gone\n  href: gone.md\n- name: Empty\n${entries(pages)}`;
    expect(await found(pages, { 'queue/toc.yml': toc })).toEqual([
      'CB839 queue/toc.yml:2 the entry "Gone" leads to no page: `gone.md`',
      'CB839 queue/toc.yml:3 the entry "Empty" leads to nothing',
    ]);
  });

  it('have an entry with two addresses, of which the later counts', async () => {
    const toc = entries(pages).replace('href: page3.md', 'href: page3.md\n  href: page2.md');
    expect(await found(pages, { 'queue/toc.yml': toc })).toEqual([
      'CB838 queue/page3.md:1 no table of contents lists About queue/page3.md Overview',
      'CB839 queue/toc.yml:9 the table of contents is not valid YAML: Map keys must be unique',
    ]);
  });

  it('may have as many keys as they like', async () => {
    const keys = Array.from({ length: 50_000 }, (_, at) => `  key${at}: x\n`).join('');
    expect(await found(pages, { 'queue/toc.yml': `${entries(pages)}${keys}  key7: y\n` })).toEqual([
      'CB839 queue/toc.yml:50041 the table of contents is not valid YAML: Map keys must be unique',
    ]);
  });

  it('say nothing of an extract', async () => {
    const others = Array.from({ length: 30 }, (_, at) => `queue/other${at}.md`);
    expect(await found(pages, { 'queue/toc.yml': entries([...pages, ...others]) })).toEqual([]);
    expect(await found([...pages, ...others], { 'queue/toc.yml': entries(pages) })).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['text', 'Contents'],
    ['a list of words', '- a\n- b\n'],
    ['an alias of itself', '&a [*a]'],
    ['an open quote', '- name: "A\n'],
    ['many brackets', '['.repeat(50_000)],
    ['deep entries', Array.from({ length: 2000 }, (_, at) => `${' '.repeat(at * 2)}- items:\n`).join('')],
  ])('may hold %s', (_, text) => {
    expect(() => tocEntries(text)).not.toThrow();
  });
});
