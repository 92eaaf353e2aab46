import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchors, links, markdownBelow, projectPages, read, root } from './markdown.ts';

/** What is wrong with the relative links of a page: `file:line: target`. */
function brokenLinks(page: string): string[] {
  const text = read(page);
  const broken: string[] = [];
  for (const { target, line } of links(text)) {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) continue;
    const [file = '', anchor] = target.split('#');
    const goal = file === '' ? page : path.posix.join(path.posix.dirname(page), decodeURI(file));
    const exists = existsSync(path.join(root, goal)) && !goal.startsWith('..');
    if (!exists || (anchor !== undefined && goal.endsWith('.md') && !anchors(read(goal)).has(anchor))) {
      broken.push(`${page}:${line}: ${target}`);
    }
  }
  return broken;
}

describe('links', async () => {
  it.each(await projectPages())('%s leads nowhere else than to files and headings that exist', (page) => {
    expect(brokenLinks(page)).toEqual([]);
  });

  it('of the pages in metadata/docs lead to pages', async () => {
    const pages = await markdownBelow('metadata/docs');
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.flatMap(brokenLinks)).toEqual([]);
  });

  it('lead from the README to every page of docs, over as many others as it takes', async () => {
    const reached = new Set(['README.md']);
    for (const page of reached) {
      for (const { target } of links(read(page))) {
        const goal = path.posix.join(path.posix.dirname(page), target.split('#')[0] ?? '');
        if (goal.endsWith('.md') && existsSync(path.join(root, goal))) reached.add(goal);
      }
    }
    const pages = (await markdownBelow('docs')).filter((page) => !page.startsWith('docs/diagnostics/'));
    expect(pages.filter((page) => !reached.has(page))).toEqual([]);
  });

  it('would be found broken', () => {
    expect(links('a [b](c.md#d) `[x](y)` [e](f(g).md)')).toEqual([
      { target: 'c.md#d', line: 1 },
      { target: 'f(g).md', line: 1 },
    ]);
    expect([...anchors('# One: two\n```\n# no\n```\n## One two\n## One two')]).toEqual([
      'one-two',
      'one-two-1',
      'one-two-2',
    ]);
  });
});
