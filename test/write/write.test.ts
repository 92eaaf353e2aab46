import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutputFile } from '../../src/emit/output-file.ts';
import { applyPlan } from '../../src/write/apply-plan.ts';
import { formatDepfile, writeDepfile } from '../../src/write/depfile.ts';
import { formatManifest } from '../../src/write/manifest.ts';
import { readOutputFolder } from '../../src/write/output-folder.ts';
import { unsafePathReason } from '../../src/write/output-path.ts';
import { planWrite } from '../../src/write/plan.ts';
import { hashText } from '../../src/write/text-hash.ts';
import { unifiedDiff } from '../../src/write/unified-diff.ts';
import { hasTool } from '../support/tools.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'write-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const generator = 'clr-bindgen 1.2.3';

function output(file: string, text = `${file}\n`): OutputFile {
  return { path: file, text };
}

function plan(...outputs: OutputFile[]) {
  const folder = readOutputFolder(
    'out',
    outputs.map((file) => file.path),
    cwd,
  );
  const planned = planWrite(outputs, folder.value, generator);
  const diagnostics = [...folder.diagnostics, ...planned.diagnostics];
  return { ...planned, diagnostics, kinds: planned.value.actions.map(({ kind, path }) => `${kind} ${path}`) };
}

function run(...outputs: OutputFile[]) {
  const planned = plan(...outputs);
  const applied = applyPlan(planned.value, 'out', cwd);
  return {
    ...applied,
    kinds: planned.kinds,
    codes: [...planned.diagnostics, ...applied.diagnostics].map(({ code }) => code),
  };
}

function read(file: string): string {
  return readFileSync(path.join(cwd, 'out', file), 'utf8');
}

function tree(): string[] {
  return readdirSync(path.join(cwd, 'out'), { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(path.join(cwd, 'out'), path.join(entry.parentPath, entry.name)))
    .sort();
}

describe('a run', () => {
  it('creates, changes, keeps and removes', () => {
    expect(run(output('cpp/a.h'), output('cpp/b.h'), output('old/c.h')).value).toEqual({
      written: 4,
      unchanged: 0,
      removed: 0,
    });
    const second = run(output('cpp/a.h'), output('cpp/b.h', 'new\n'), output('d.ts'));
    expect(second.kinds).toEqual([
      'keep cpp/a.h',
      'change cpp/b.h',
      'create d.ts',
      'change manifest.json',
      'remove old/c.h',
    ]);
    expect(second.value).toEqual({ written: 3, unchanged: 1, removed: 1 });
    expect(tree()).toEqual(['cpp/a.h', 'cpp/b.h', 'd.ts', 'manifest.json']);
    expect(existsSync(path.join(cwd, 'out', 'old'))).toBe(false);
    expect(read('cpp/b.h')).toBe('new\n');
  });

  it('touches nothing where nothing changed', () => {
    run(output('a.h'));
    const past = new Date('2001-02-03T04:05:06Z');
    for (const file of ['a.h', 'manifest.json']) utimesSync(path.join(cwd, 'out', file), past, past);
    expect(run(output('a.h')).value).toEqual({ written: 0, unchanged: 2, removed: 0 });
    for (const file of ['a.h', 'manifest.json']) expect(statSync(path.join(cwd, 'out', file)).mtime).toEqual(past);
  });

  it('lists every output with its hash in the manifest', () => {
    run(output('b.h'), output('a.h'));
    expect(JSON.parse(read('manifest.json'))).toEqual({
      version: 1,
      generator,
      files: { 'a.h': hashText('a.h\n'), 'b.h': hashText('b.h\n') },
    });
  });

  it('keeps a file that differs in its line ends alone', () => {
    run(output('a.h', 'x\ny\n'), output('b.h', 'z\n'));
    writeFileSync(path.join(cwd, 'out', 'a.h'), 'x\r\ny\r\n');
    writeFileSync(path.join(cwd, 'out', 'b.h'), 'z\r\n');
    expect(plan(output('a.h', 'x\ny\n')).kinds).toEqual(
      ['keep a.h', 'remove b.h', 'change manifest.json'].sort((a, b) =>
        a.slice(a.indexOf(' ')) < b.slice(b.indexOf(' ')) ? -1 : 1,
      ),
    );
  });

  it('restores an output that was changed by hand while it is generated', () => {
    run(output('a.h'));
    writeFileSync(path.join(cwd, 'out', 'a.h'), 'mine');
    expect(run(output('a.h')).kinds).toEqual(['change a.h', 'keep manifest.json']);
    expect(read('a.h')).toBe('a.h\n');
    expect(JSON.parse(read('manifest.json'))).not.toHaveProperty('replacing');
  });

  it('lets a stale output stay that was changed by hand, or that no manifest lists', () => {
    run(output('a.h'), output('b.h'));
    writeFileSync(path.join(cwd, 'out', 'b.h'), 'mine');
    writeFileSync(path.join(cwd, 'out', 'foreign.h'), 'foreign');
    expect(run(output('a.h')).codes).toEqual(['CB704']);
    expect(tree()).toEqual(['a.h', 'b.h', 'foreign.h', 'manifest.json']);
  });

  it.each([
    ['no JSON', '{'],
    ['paths outside', JSON.stringify({ version: 1, generator, files: { '../victim': hashText('v') } })],
    ['another version', JSON.stringify({ version: 9, generator, files: {} })],
    ['no hashes', JSON.stringify({ version: 1, generator, files: { a: 1 } })],
    ['an array', '[]'],
    ['null', 'null'],
    ['itself', JSON.stringify({ version: 1, generator, files: { 'manifest.json': hashText('v') } })],
  ])('does not trust a manifest with %s', (_, text) => {
    mkdirSync(path.join(cwd, 'out'));
    writeFileSync(path.join(cwd, 'victim'), 'v');
    writeFileSync(path.join(cwd, 'out', 'manifest.json'), text);
    expect(run(output('a.h')).codes).toEqual(['CB705']);
    expect(readFileSync(path.join(cwd, 'victim'), 'utf8')).toBe('v');
    expect(run(output('a.h')).codes).toEqual([]);
  });

  it('takes up a run that was interrupted', () => {
    run(output('a.h', 'old\n'), output('b.h'));
    // The state after the interim manifest and none of the files.
    const interrupted = plan(output('a.h', 'new\n'), output('c.h')).value;
    writeFileSync(path.join(cwd, 'out', 'manifest.json'), interrupted.manifest?.interim ?? '');
    const next = run(output('d.h'));
    expect(next.codes).toEqual([]);
    expect(tree()).toEqual(['d.h', 'manifest.json']);
  });

  it('removes what a killed run was writing, but not what a living one writes', () => {
    run(output('a.h'));
    const dead = spawnSync('true').pid;
    for (const [pid, name] of [
      [dead, 'dead'],
      [process.pid, 'living'],
    ]) {
      writeFileSync(path.join(cwd, 'out', `.${name}.h.${pid}-1.tmp`), 'half');
    }
    run(output('a.h'));
    expect(tree()).toEqual([`.living.h.${process.pid}-1.tmp`, 'a.h', 'manifest.json']);
  });

  it('replaces a symbolic link instead of writing through it, and writes into no linked folder', () => {
    mkdirSync(path.join(cwd, 'out'));
    mkdirSync(path.join(cwd, 'elsewhere'));
    writeFileSync(path.join(cwd, 'victim'), 'v');
    symlinkSync('../victim', path.join(cwd, 'out', 'a.h'));
    expect(run(output('a.h')).codes).toEqual([]);
    expect(readFileSync(path.join(cwd, 'victim'), 'utf8')).toBe('v');
    expect(read('a.h')).toBe('a.h\n');
    symlinkSync('../elsewhere', path.join(cwd, 'out', 'cpp'));
    const result = run(output('cpp/b.h'));
    expect(result.codes).toEqual(['CB701']);
    expect(readdirSync(path.join(cwd, 'elsewhere'))).toEqual([]);
  });

  it('says what cannot be written, and leaves neither half a file nor a temporary one', () => {
    mkdirSync(path.join(cwd, 'out', 'b.h'), { recursive: true });
    const result = run(output('a.h'), output('b.h'));
    expect(result.codes).toEqual(['CB701', 'CB701']);
    expect(tree()).toEqual(['a.h', 'manifest.json']);
    writeFileSync(path.join(cwd, 'file'), '');
    const folder = readOutputFolder('file', ['a.h'], cwd);
    const applied = applyPlan(planWrite([output('a.h')], folder.value, generator).value, 'file', cwd);
    expect(applied.diagnostics.map(({ code }) => code)).toEqual(['CB701']);
    for (const place of ['file/below', '/dev/null/x', '/proc/clr-bindgen/x']) {
      const refused = applyPlan(planWrite([output('a.h')], folder.value, generator).value, place, cwd);
      expect(refused.diagnostics.map(({ code }) => code)).toEqual(['CB701']);
    }
  });
});

it.skipIf(!hasTool('mkfifo'))('waits for no pipe in the place of an output or of the manifest', () => {
  mkdirSync(path.join(cwd, 'out'));
  for (const name of ['a.h', 'manifest.json']) execFileSync('mkfifo', [path.join(cwd, 'out', name)]);
  const { diagnostics } = readOutputFolder('out', ['a.h'], cwd);
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'cannot read `out/manifest.json`: it is not a file',
    'cannot read `out/a.h`: it is not a file',
  ]);
});

describe('paths of outputs', () => {
  it.each(['cpp/mscoree.h', 'a', 'a-b_c.d+e/f.ts', 'console.h', 'com.h', 'nullable.ts'])('%s is safe', (file) => {
    expect(unsafePathReason(file)).toBeUndefined();
  });

  it.each([
    '',
    '/etc/passwd',
    '../x',
    'a/../../x',
    './a',
    'a//b',
    'a/',
    'C:/x',
    'c:x',
    'a\\b',
    'CON',
    'con.h',
    'a/NUL.txt',
    'Lpt1',
    'com1.h',
    'a.',
    'a ',
    'a\0b',
    'a\nb',
    'a:b',
    'a*',
    'ä.h',
    '-rf',
    'x'.repeat(200),
    'cpp/\u202egnp.h',
  ])('%j is not', (file) => {
    expect(unsafePathReason(file)).toBeTypeOf('string');
    expect(run(output(file), output('good.h')).codes).toEqual(['CB702']);
    expect(tree()).toEqual(['good.h', 'manifest.json']);
  });

  it('may not differ in case alone, nor be the manifest', () => {
    expect(run(output('A.h'), output('a.h'), output('Manifest.json')).codes).toEqual(['CB703', 'CB703']);
    expect(tree()).toEqual(['A.h', 'manifest.json']);
  });
});

describe('the manifest', () => {
  it('is ordered by path', () => {
    const hash = hashText('');
    expect(formatManifest({ generator, files: { b: hash, a: hash } }).indexOf('"a"')).toBeLessThan(
      formatManifest({ generator, files: { b: hash, a: hash } }).indexOf('"b"'),
    );
  });
});

describe('unifiedDiff', () => {
  it('shows what would change, with line ends equal', () => {
    const lines = unifiedDiff({ kind: 'change', path: 'a.h', before: 'a\r\nb\r\nc\r\n', text: 'a\nB\nc\n' });
    expect(lines).toEqual(['--- a.h (on disk)', '+++ a.h (generated)', '@@ -1,3 +1,3 @@', ' a', '-b', '+B', ' c']);
  });

  it('is short', () => {
    const numbers = Array.from({ length: 500 }, (_, i) => `${i}\n`);
    const lines = unifiedDiff({
      kind: 'change',
      path: 'a',
      before: numbers.join(''),
      text: numbers.map((n) => `x${n}`).join(''),
    });
    expect(lines.length).toBe(41);
    expect(lines.at(-1)).toMatch(/^\(\d+ more lines\)$/);
    const many = Array.from({ length: 5000 }, (_, i) => `${i}\n`);
    expect(
      unifiedDiff({ kind: 'change', path: 'a', before: many.join(''), text: many.map((n) => `x${n}`).join('') }).at(-1),
    ).toMatch(/more than 2000/);
  });
});

describe('writeDepfile', () => {
  it('makes the folder, and removes what a run that was killed has left of this file alone', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    mkdirSync(path.join(cwd, 'build'));
    for (const name of ['clr.d', 'other']) writeFileSync(path.join(cwd, 'build', `.${name}.${pid}-1.tmp`), 'half');
    expect(writeDepfile('build/clr.d', 'out/manifest.json', ['a.md'], cwd).diagnostics).toEqual([]);
    expect(writeDepfile('build/new/clr.d', 'out/manifest.json', ['a.md'], cwd).diagnostics).toEqual([]);
    expect(readdirSync(path.join(cwd, 'build')).sort()).toEqual([`.other.${pid}-1.tmp`, 'clr.d', 'new']);
    writeFileSync(path.join(cwd, 'file'), '');
    expect(writeDepfile('file/clr.d', 'out/manifest.json', [], cwd).diagnostics).toMatchObject([{ code: 'CB701' }]);
  });
});

describe('formatDepfile', () => {
  it('escapes blanks, hashes and dollars, orders the inputs, and gives each an empty rule', () => {
    expect(formatDepfile('out a/manifest.json', ['z.md', 'a $#.md', 'z.md'])).toBe(
      'out\\ a/manifest.json: \\\n  a\\ $$\\#.md \\\n  z.md\n\na\\ $$\\#.md:\n\nz.md:\n',
    );
  });

  it.each([
    ['a line end', 'a\nall:\n\ttouch victim\nz.md'],
    ['a command', 'a;touch victim.md'],
    ['an assignment', 'SHELL=victim.md'],
    ['another rule', 'a:victim.md'],
    ['a bar', 'a|b.md'],
    ['a member of an archive', 'folder(victim)'],
    ['a pattern', 'a%b.md'],
    ['a glob', 'a*.md'],
    ['a home folder', '~root'],
    ['what ends a name to Ninja', "it's.md"],
    ['a backslash', 'a\\b.md'],
    ['a blank at the end', 'folder '],
    ['a folder that looks like a drive', 'c:/b.md'],
  ])('leaves out %s, and says so', (_, input) => {
    expect(formatDepfile('out/manifest.json', ['/docs (x86)/b.md', input])).toBe(
      'out/manifest.json: \\\n  /docs\\ (x86)/b.md\n\n/docs\\ (x86)/b.md:\n',
    );
    const { diagnostics } = writeDepfile('out.d', 'out/manifest.json', [input, 'b.md', input], cwd);
    expect(diagnostics.map(({ code, message }) => [code, message.includes(input)])).toEqual([['CB707', true]]);
  });
});
