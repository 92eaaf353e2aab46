import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import matter from 'gray-matter';
import { describe, expect, it } from 'vitest';
import { repository } from '../support/built-cli.ts';

const folder = path.join(repository, '.changeset');
const { name, version } = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8'));

describe('changes since the last release', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.md') && file !== 'README.md');

  it('say what they do to the version, and what a user notices', () => {
    const wrong = files.filter((file) => {
      const { data, content } = matter(readFileSync(path.join(folder, file), 'utf8'));
      const [entry, ...others] = Object.entries(data);
      const [owner, bump] = entry ?? [];
      const graded = others.length === 0 && owner === name && /^(patch|minor|major)$/.test(bump);
      return !graded || content.trim() === '';
    });
    expect(wrong).toEqual([]);
  });

  it('leave the version of the package to a release, which CHANGELOG.md describes', () => {
    const changelog = readFileSync(path.join(repository, 'CHANGELOG.md'), 'utf8');
    expect(changelog).toMatch(new RegExp(`^## ${version.replaceAll('.', '\\.')}$`, 'm'));
  });
});
