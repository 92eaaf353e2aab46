import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import { maximumPageSize } from '../../src/read/decode-page.ts';
import { findGitFolder, isRevision, parseRange, resolveCommit } from '../../src/read/git-revision.ts';
import { readGitTree } from '../../src/read/git-tree.ts';
import { readTree } from '../../src/read/read-tree.ts';
import { enumPage } from './pages.ts';
import { Repository } from './repository.ts';

const docs = 'docs/framework/unmanaged-api';
const token = (target: string) => `[!INCLUDE[label](${target})]`;
let repository: Repository;

beforeAll(() => {
  repository = new Repository();
});
afterAll(() => repository.remove());

function readRevision(name: string, folder = docs) {
  const location = findGitFolder(path.join(repository.folder, folder));
  if (typeof location === 'string') throw new Error(location);
  const id = resolveCommit(location.folder, name);
  if (typeof id !== 'string') throw new Error(id.reason);
  return readGitTree(location, { id, name }, 'docs');
}

describe('readGitTree', () => {
  it('reads what readTree reads from a checkout', () => {
    repository.commit('tree', {
      [`${docs}/hosting/b.md`]: `# b\r\n${token('../../../../includes/net.md')} ${token('~/includes/net.md')}`,
      [`${docs}/hosting/B.md`]: '# B',
      [`${docs}/a.md`]: `\ufeff# a ${token('missing.md')} ${token('../../../../../out.md')} ${token('/etc/passwd')} ${token('x.txt')}`,
      [`${docs}/toc.yml`]: '- name: x',
      [`${docs}/node_modules/x.md`]: '# x',
      [`${docs}/-h.md`]: '# option',
      [`${docs}/a b;$(c)'"\`\n\u001b[31m.md`]: '# odd',
      'includes/net.md': 'Available since 2.0\n',
      'out.md': 'out',
    });
    const disk = readTree(docs, { origin: 'docs', cwd: repository.folder });
    const git = readRevision('tree');
    const stripped = (text: string) => text.replace(/^tree:/, '');
    expect(git.value.files.length).toBe(5);
    expect(
      git.value.files.map((file) => ({
        ...file,
        path: stripped(file.path),
        includes: [...file.includes].map(([target, { path: shown, ...rest }]) => [target, stripped(shown), rest]),
      })),
    ).toEqual(
      disk.value.files.map((file) => ({
        ...file,
        includes: [...file.includes].map(([target, { path: shown, ...rest }]) => [target, shown, rest]),
      })),
    );
    expect(git.value.files.find(({ id }) => id === 'hosting/b.md')?.includes.size).toBe(2);
    const found = ({ diagnostics }: typeof disk) =>
      diagnostics.map(({ code, message, location }) => [
        code,
        message,
        stripped(location?.file ?? ''),
        location?.start,
      ]);
    expect(found(git)).toEqual(found(disk));
    expect(git.value.root).toBe(`tree:${docs}`);
  });

  it('reports links, pages that are too large, and those that are no text', () => {
    repository.commit('odd', {
      [`${docs}/large.md`]: 'x'.repeat(maximumPageSize + 1),
      [`${docs}/binary.md`]: 'a\0b',
      [`${docs}/fine.md`]: '# fine',
    });
    symlinkSync('/etc/passwd', path.join(repository.folder, docs, 'link.md'));
    repository.git('add', '-A');
    repository.git('commit', '-q', '-m', 'link');
    const { value, diagnostics } = readRevision('HEAD');
    expect(value.files.map(({ id }) => id)).toEqual(['fine.md']);
    expect(diagnostics.map(({ code, location }) => `${code} ${location?.file}`).sort()).toEqual([
      `CB104 HEAD:${docs}/binary.md`,
      `CB106 HEAD:${docs}/large.md`,
      `CB107 HEAD:${docs}/link.md`,
    ]);
  });

  it('names a revision without the folder, and a folder without pages', () => {
    repository.commit('without', { 'other/toc.yml': '' });
    expect(readRevision('without').diagnostics.map(({ code }) => code)).toEqual(['CB114']);
    expect(readRevision('without', 'other').diagnostics.map(({ code }) => code)).toEqual(['CB102']);
  });
});

describe('revisions', () => {
  const hostile = [
    '--output=/tmp/x',
    '-h',
    '',
    ' ',
    'a b',
    'a\nb',
    'a\0b',
    'main:docs',
    ':/fix',
    'main^{/fix}',
    'a..b',
    'x*',
    'x?',
    'x[1]',
    'a\\b',
    '.hidden',
    'x'.repeat(300),
    'a\u202eb',
  ];
  it.each(hostile)('refuses %j', (name) => {
    expect(isRevision(name)).toBe(false);
    expect(resolveCommit(repository.folder, name)).toEqual({ reason: 'it is no name of a revision' });
  });

  it.each(['HEAD', 'main~2', 'v1.0^', 'main@{1}', 'feature/ünï', 'a'.repeat(40), '$(touch x)', ';id', '`id`'])(
    'lets git look for %j',
    (name) => {
      expect(isRevision(name)).toBe(!name.includes(' '));
    },
  );

  it('takes ranges apart', () => {
    expect(parseRange('v1.0..v1.1')).toEqual({ old: 'v1.0', new: 'v1.1', symmetric: false });
    expect(parseRange('main...')).toEqual({ old: 'main', new: 'HEAD', symmetric: true });
    expect(parseRange('..x')).toEqual({ old: 'HEAD', new: 'x', symmetric: false });
    for (const text of ['', 'main', '..', '...', 'a....b', 'a..b..c', '--x..main', 'main..--x', 'a..b\n']) {
      expect(parseRange(text), text).toBeUndefined();
    }
  });
});

describe('diff of revisions', () => {
  const flags = (members: readonly (readonly [string, string])[]) => ({
    [`${docs}/profiling/my-flags-enumeration.md`]: enumPage('MY_FLAGS', members),
  });

  beforeAll(() => {
    repository.commit('one', flags([['MY_ONE', '1']]));
    repository.git('branch', 'side');
    repository.commit('two', flags([['MY_ONE', '2']]));
    repository.git('checkout', '-q', 'side');
    repository.commit('three', {
      ...flags([
        ['MY_ONE', '1'],
        ['MY_TWO', '7'],
      ]),
    });
  });

  const run = async (git: string, more: { docs?: string; cwd?: string } = {}) => {
    const result = await diff({ cwd: repository.folder, docs, git, ...more });
    return {
      ...result,
      kinds: result.changes.map(({ kind, api }) => `${kind} ${api}`),
      messages: result.diagnostics.filter(({ code }) => code === 'CB114').map(({ message }) => message),
    };
  };

  it('compares two revisions, or what one changed since both parted', async () => {
    expect((await run('one..two')).kinds).toEqual(['enumerator-value MY_FLAGS::MY_ONE']);
    expect((await run('two..three')).kinds).toEqual([
      'enumerator-value MY_FLAGS::MY_ONE',
      'enumerator-added MY_FLAGS::MY_TWO',
    ]);
    expect((await run('two...three')).kinds).toEqual(['enumerator-added MY_FLAGS::MY_TWO']);
    expect((await run('one..')).kinds).toEqual(['enumerator-added MY_FLAGS::MY_TWO']);
  });

  it('needs no work tree', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'diff-bare-'));
    try {
      repository.git('clone', '-q', '--bare', '.', path.join(folder, 'bare.git'));
      const result = await run('one..two', { cwd: path.join(folder, 'bare.git') });
      expect(result.kinds).toEqual(['enumerator-value MY_FLAGS::MY_ONE']);
      expect(existsSync(path.join(folder, 'bare.git', 'docs'))).toBe(false);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('works inside of the docs folder, and of a hook of another repository', async () => {
    const cwd = path.join(repository.folder, docs);
    mkdirSync(cwd, { recursive: true });
    const before = process.env.GIT_DIR;
    process.env.GIT_DIR = '/nonexistent';
    try {
      expect((await run('one..two', { cwd, docs: '.' })).kinds).toEqual(['enumerator-value MY_FLAGS::MY_ONE']);
    } finally {
      if (before === undefined) delete process.env.GIT_DIR;
      else process.env.GIT_DIR = before;
    }
  });

  it('says what is wrong and runs nothing of it', async () => {
    const canary = path.join(repository.folder, 'canary');
    for (const git of [
      `--output=${canary}..main`,
      `one..--output=${canary}`,
      `$(touch\${IFS}${canary})..main`,
      `one..;touch\${IFS}${canary}`,
      '`touch canary`..main',
      'one..nothing',
      'one',
    ]) {
      const result = await run(git);
      expect(result.outcome, git).toBe('usage');
      expect(result.messages.length, git).toBe(1);
    }
    expect(existsSync(canary)).toBe(false);
    const [reason] = (await run('one..nothing')).messages;
    expect(reason).toBe('revision `nothing` cannot be read: the repository has no such commit');
  });

  it('refuses a folder outside of any repository', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'diff-none-'));
    try {
      writeFileSync(path.join(folder, 'a.md'), '# a');
      const result = await run('one..two', { cwd: folder, docs: '.' });
      expect(result.outcome).toBe('usage');
      expect(result.messages[0]).toContain('not a git repository');
      expect(readdirSync(folder)).toEqual(['a.md']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('leaves the repository as it was', async () => {
    const state = () => repository.git('status', '--porcelain') + repository.git('for-each-ref');
    const before = state();
    await run('one..two');
    expect(state()).toBe(before);
  });
});
