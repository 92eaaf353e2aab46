import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { read, root } from './markdown.ts';

/** Folders of src by what matches in one of their files. The runtime is not part of the generator. */
function foldersWith(pattern: RegExp): string[] {
  const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !file.startsWith('runtime/'));
  const found = files.filter((file) => pattern.test(read(`src/${file}`).replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '')));
  return [...new Set(found.map((file) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : file)))].sort();
}

describe('docs/architecture.md', () => {
  const map = /\n```\n(metadata\/[\s\S]*?)```/.exec(read('docs/architecture.md'))?.[1] ?? '';
  const named = (indent: string) =>
    map.split('\n').flatMap((line) => new RegExp(`^${indent}(\\w+)/`).exec(line)?.[1] ?? []);
  const folders = (below: string) =>
    readdirSync(path.join(root, below), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !/^\.|^(?:node_modules|dist|coverage)$/.test(entry.name))
      .map((entry) => entry.name);

  it('maps every folder, and no other', () => {
    expect(named('').sort()).toEqual(folders('').sort());
    expect(named('  ').sort()).toEqual(folders('src').sort());
  });

  it('says which folders touch the disk', () => {
    expect(foldersWith(/'node:fs(?:\/promises)?'/)).toEqual([
      'cache',
      'cli',
      'config',
      'diff',
      'parallel',
      'plugin',
      'read',
      'write',
    ]);
  });

  it('says which folders print, read the environment, or end the process', () => {
    expect(foldersWith(/\bprocess\.(?:exit|exitCode|stdout|stderr|argv)\b|\bconsole\./)).toEqual(['cli']);
    // git is started with the environment that this process has.
    expect(foldersWith(/\bprocess\.env\b/)).toEqual(['cli', 'read']);
  });
});
