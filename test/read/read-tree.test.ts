import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { maximumPageSize } from '../../src/read/decode-page.ts';
import { readTree } from '../../src/read/read-tree.ts';

let folder: string;
let docs: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'read-tree-'));
  docs = path.join(folder, 'docs', 'framework', 'unmanaged-api');
  mkdirSync(path.join(docs, 'hosting'), { recursive: true });
  mkdirSync(path.join(folder, 'includes'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(file: string, content: string | Buffer): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), content);
}

function page(name: string, content: string | Buffer): void {
  put(`docs/framework/unmanaged-api/${name}`, content);
}

function read() {
  return readTree('docs/framework/unmanaged-api', { origin: 'docs', cwd: folder });
}

/** What was found, as `CODE file:line:column`. */
function findings(): string[] {
  return read().diagnostics.map(({ code, location }) =>
    location ? `${code} ${location.file}:${location.start.line}:${location.start.column}` : code,
  );
}

const root = 'docs/framework/unmanaged-api';

describe('readTree', () => {
  it('reads pages ordered by id, with display paths, and ignores other files', () => {
    page('hosting/b.md', '# b');
    page('hosting/B.md', '# B');
    page('a.md', '# a');
    page('toc.yml', '- name: x');
    page('hosting/picture.png', Buffer.from([0, 1]));
    const { value, diagnostics } = read();
    expect(value.files.map(({ id }) => id)).toEqual(['a.md', 'hosting/B.md', 'hosting/b.md']);
    expect(value.files[0]?.path).toBe(`${root}/a.md`);
    expect(value.root).toBe(root);
    expect(diagnostics).toEqual([]);
  });

  it('keeps line ends, drops the byte order mark, and hashes the bytes', () => {
    page('a.md', '\ufeff# a\r\ntext\r\n');
    const file = read().value.files[0];
    expect(file?.text).toBe('# a\r\ntext\r\n');
    const sum = execFileSync('sha256sum', [path.join(docs, 'a.md')], { encoding: 'utf8' });
    expect(file?.hash).toBe(sum.slice(0, 64));
  });

  it('reports a folder that does not exist, is a file, or holds no pages', () => {
    const missing = readTree('nowhere', { origin: 'docs', cwd: folder });
    expect(missing.diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['CB101', 'docs folder `nowhere` cannot be read: it does not exist'],
    ]);
    put('file', '');
    expect(readTree('file', { origin: 'docs', cwd: folder }).diagnostics[0]?.code).toBe('CB101');
    expect(findings()).toEqual(['CB102']);
  });

  it('reports what is no UTF-8 text at its place and reads the other pages', () => {
    page('binary.md', Buffer.from('# a\nbc\0d'));
    page('good.md', '# good');
    page('huge.md', Buffer.alloc(maximumPageSize + 1, 32));
    page('invalid.md', Buffer.concat([Buffer.from('# a\nxy'), Buffer.from([0xe4, 0x20]), Buffer.from('z\n')]));
    page('utf16.md', Buffer.from('\ufeff# a', 'utf16le'));
    expect(findings()).toEqual([
      `CB104 ${root}/binary.md:2:3`,
      `CB106 ${root}/huge.md:1:1`,
      `CB105 ${root}/invalid.md:2:3`,
      `CB104 ${root}/utf16.md:1:1`,
    ]);
    expect(read().value.files.map(({ id }) => id)).toEqual(['good.md', 'invalid.md']);
    expect(read().value.files[1]?.text).toBe('# a\nxy\ufffd z\n');
  });

  it('enters a folder that is named like a page, and never opens what is no file', () => {
    page('folder.md/inner.md', '# inner');
    execFileSync('mkfifo', [path.join(docs, 'pipe.md')]);
    expect(read().value.files.map(({ id }) => id)).toEqual(['folder.md/inner.md']);
    expect(findings()).toEqual([`CB103 ${root}/pipe.md:1:1`]);
  });

  it('follows symbolic links inside of the docs, and neither circles nor links that lead outside', () => {
    page('hosting/a.md', '# a');
    put('docs/shared/b.md', '# b');
    put('secret.md', '# secret');
    symlinkSync('.', path.join(docs, 'self'));
    symlinkSync('..', path.join(docs, 'hosting', 'up'));
    symlinkSync('../../shared', path.join(docs, 'shared'));
    symlinkSync('../../../..', path.join(docs, 'outside'));
    symlinkSync('nowhere', path.join(docs, 'broken.md'));
    symlinkSync('loop.md', path.join(docs, 'loop.md'));
    expect(read().value.files.map(({ id }) => id)).toEqual(['hosting/a.md', 'shared/b.md']);
    expect(findings().sort()).toEqual([
      `CB103 ${root}/broken.md:1:1`,
      `CB103 ${root}/loop.md:1:1`,
      `CB107 ${root}/hosting/up:1:1`,
      `CB107 ${root}/outside:1:1`,
      `CB107 ${root}/self:1:1`,
    ]);
  });

  it('resolves INCLUDE targets of a docs folder that is itself reached through a link', () => {
    put('includes/v20.md', '2.0');
    page('a.md', '[!INCLUDE[label](../../../includes/v20.md)]\n');
    const target = '../../../includes/v20.md';
    const direct = read().value.files[0]?.includes.get(target);
    symlinkSync('docs', path.join(folder, 'linked'));
    const linked = path.join(folder, 'linked', path.relative(path.join(folder, 'docs'), docs));
    const { value, diagnostics } = readTree(linked, { origin: 'docs', cwd: folder });
    expect(diagnostics).toEqual([]);
    expect(value.files[0]?.includes.get(target)).toEqual(direct);
    expect(direct?.text).toBe('2.0');
  });

  it('reads each folder once where folders link to each other', () => {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
      page(`${name}/page.md`, `# ${name}`);
      for (const other of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
        symlinkSync(`../${other}`, path.join(docs, name, `to-${other}`));
      }
    }
    expect(read().value.files).toHaveLength(8);
    expect(findings()).toHaveLength(64);
  });

  it('resolves INCLUDE targets beside the docs, once by path, in any spelling', () => {
    put('includes/v20.md', '2.0');
    page(
      'hosting/a.md',
      'x [!INCLUDE[label](../../../../includes/v20.md)] [!include [l](../../../../includes/v20.md)]\n',
    );
    page('b.md', '[!INCLUDE[label](~/includes/v20.md)\n');
    const { value, diagnostics } = read();
    expect(diagnostics).toEqual([]);
    expect(value.files[0]?.includes.get('~/includes/v20.md')).toMatchObject({ path: 'includes/v20.md', text: '2.0' });
    expect(value.files[1]?.includes.get('../../../../includes/v20.md')?.text).toBe('2.0');
  });

  it('puts no more text into a page than is bounded, however often its tokens name a file', () => {
    put('docs/framework/unmanaged-api/part.md', 'x'.repeat(60_000));
    page('often.md', '[!INCLUDE[a](part.md)]\n'.repeat(20));
    page('seldom.md', '[!INCLUDE[a](part.md)]\n'.repeat(17));
    const [, , seldom] = read().value.files;
    expect(read().value.files.map(({ id, includes }) => [id, includes.size])).toEqual([
      ['often.md', 0],
      ['part.md', 0],
      ['seldom.md', 1],
    ]);
    expect(seldom?.includes.get('part.md')?.text).toHaveLength(60_000);
    expect(findings()).toEqual([`CB109 ${root}/often.md:18:14`]);
  });

  it.each(['[!INCLUDE[', '[!INCLUDE[a](', '[!INCLUDE '])('finds the tokens of a page full of %j', (beginning) => {
    page('a.md', `${beginning.repeat(60_000)}\n[!INCLUDE[a](b.md)]`);
    page('b.md', 'x');
    expect([...(read().value.files[0]?.includes.keys() ?? [])]).toEqual(['b.md']);
  });

  it('reports INCLUDE targets that are missing, and refuses those that lead outside', () => {
    writeFileSync(path.join(folder, '..', `${path.basename(folder)}-secret.md`), 'secret');
    symlinkSync(`../../${path.basename(folder)}-secret.md`, path.join(folder, 'includes', 'link.md'));
    page(
      'a.md',
      [
        '[!INCLUDE[x](../../../includes/missing.md)]',
        `[!INCLUDE[x](../../../../${path.basename(folder)}-secret.md)]`,
        '[!INCLUDE[x](/etc/passwd)]',
        '[!INCLUDE[x](file:///etc/passwd)]',
        '[!INCLUDE[x](../../../includes/link.md)]',
        '[!INCLUDE[x](../../../includes/data.json)]',
      ].join('\n'),
    );
    const { value } = read();
    rmSync(path.join(folder, '..', `${path.basename(folder)}-secret.md`));
    expect(value.files[0]?.includes.size).toBe(0);
    writeFileSync(path.join(folder, '..', `${path.basename(folder)}-secret.md`), 'secret');
    expect(findings()).toEqual([
      `CB108 ${root}/a.md:1:14`,
      `CB109 ${root}/a.md:2:14`,
      `CB109 ${root}/a.md:3:14`,
      `CB109 ${root}/a.md:4:14`,
      `CB109 ${root}/a.md:5:14`,
      `CB109 ${root}/a.md:6:14`,
    ]);
    rmSync(path.join(folder, '..', `${path.basename(folder)}-secret.md`));
  });
});
