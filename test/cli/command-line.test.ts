import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureBuilt, listFiles, repository, runCli } from '../support/built-cli.ts';

let cwd: string;
beforeAll(ensureBuilt, 180_000);
beforeEach(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'cli-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** Runs `generate` in the temporary folder. */
function generate(...args: string[]) {
  return runCli(args, { cwd });
}

/** Lays a few pages of this package out as a docs folder `docs`. */
function layDocs(pattern = /^(?:ihosttask-|etasktype)/): void {
  cpSync(path.join(repository, 'metadata', 'docs', 'hosting'), path.join(cwd, 'docs', 'hosting'), {
    recursive: true,
    filter: (file) => !file.endsWith('.md') || pattern.test(path.basename(file)),
  });
}

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
  writeFileSync(path.join(cwd, file), text);
}

function read(file: string): string {
  return readFileSync(path.join(cwd, file), 'utf8');
}

describe('generate', () => {
  it('writes every target, the model and the manifest, and says so in one line', () => {
    layDocs();
    const { status, stdout, stderr } = generate('--docs', 'docs', '--out', 'out');
    expect(stderr).not.toContain('error');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\d+ pages read; [\d,]+ files: [\d,]+ written, 0 unchanged; [\d.]+ m?s\n$/);
    const files = listFiles(path.join(cwd, 'out'));
    expect(files).toEqual(
      expect.arrayContaining(['cpp/mscoree.h', 'typescript/mscoree.ts', 'model.json', 'manifest.json']),
    );
    expect(Object.keys(JSON.parse(read('out/manifest.json')).files).sort()).toEqual(
      files.filter((file) => file !== 'manifest.json'),
    );
    expect(listFiles(cwd).filter((file) => !/^(?:docs|out)\//.test(file))).toEqual([]);
  });

  it('writes nothing the second time', () => {
    layDocs();
    generate('--docs', 'docs', '--out', 'out');
    const past = new Date('2001-02-03T04:05:06Z');
    for (const file of listFiles(path.join(cwd, 'out'))) utimesSync(path.join(cwd, 'out', file), past, past);
    expect(generate('--docs', 'docs', '--out', 'out').stdout).toContain(': 0 written, ');
    for (const file of listFiles(path.join(cwd, 'out')))
      expect(statSync(path.join(cwd, 'out', file)).mtime).toEqual(past);
  });

  it('gives the same bytes for CRLF pages, another working directory, locale and time zone', () => {
    layDocs();
    generate('--docs', 'docs', '--out', 'out', '--comments', 'full');
    for (const file of listFiles(path.join(cwd, 'docs')))
      put(`docs/${file}`, read(`docs/${file}`).replaceAll('\n', '\r\n'));
    mkdirSync(path.join(cwd, 'sub'));
    const args = ['--docs', path.join(cwd, 'docs'), '--out', '../other', '--comments', 'full'];
    const env = { LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Kathmandu' };
    expect(runCli(args, { cwd: path.join(cwd, 'sub'), env }).status).toBe(0);
    expect(listFiles(path.join(cwd, 'other'))).toEqual(listFiles(path.join(cwd, 'out')));
    for (const file of listFiles(path.join(cwd, 'out'))) expect(read(`other/${file}`)).toBe(read(`out/${file}`));
  });

  it('generates the chosen targets alone, and removes what they no longer write', () => {
    layDocs();
    generate('--docs', 'docs', '--out', 'out');
    const { status, stdout } = generate('--docs', 'docs', '--out', 'out', '--target', 'typescript');
    expect([status, stdout]).toEqual([0, expect.stringMatching(/\d+ removed/)]);
    expect(existsSync(path.join(cwd, 'out', 'cpp'))).toBe(false);
  });

  it('takes the configuration, and lets the command line win over it', () => {
    layDocs();
    put('clr-bindgen.config.json', JSON.stringify({ docs: 'docs', out: 'configured', targets: ['typescript'] }));
    expect(generate().status).toBe(0);
    expect(existsSync(path.join(cwd, 'configured', 'typescript'))).toBe(true);
    expect(existsSync(path.join(cwd, 'configured', 'cpp'))).toBe(false);
    expect(generate('--out', 'given', '--target', 'cpp').status).toBe(0);
    expect(existsSync(path.join(cwd, 'given', 'cpp'))).toBe(true);
  });

  it('works without a terminal, docs or configuration: from what the package holds', () => {
    const { status, stdout } = generate();
    expect([status, stdout]).toEqual([0, expect.stringMatching(/pages read/)]);
    expect(existsSync(path.join(cwd, 'generated', 'cpp', 'cordebug.h'))).toBe(true);
  });
});

describe('--check', () => {
  it('writes nothing, shows what differs, and exits with 3', () => {
    layDocs();
    const args = ['--docs', 'docs', '--out', 'out', '--target', 'typescript'];
    const before = generate(...args, '--check');
    expect([before.status, before.stdout]).toEqual([3, expect.stringContaining('missing  out/typescript/mscoree.ts')]);
    expect(existsSync(path.join(cwd, 'out'))).toBe(false);
    generate(...args);
    expect(generate(...args, '--check').status).toBe(0);
    put('out/typescript/mscoree.ts', `// mine\n${read('out/typescript/mscoree.ts')}`);
    const after = generate(...args, '--check');
    expect([after.status, after.stdout]).toEqual([3, expect.stringContaining('changed  out/typescript/mscoree.ts')]);
    expect(after.stdout).toContain('\n-// mine\n');
    expect(read('out/typescript/mscoree.ts')).toMatch(/^\/\/ mine/);
  });

  it('says which command cures the drift, and nothing where there is none', () => {
    layDocs();
    const args = ['--docs', 'docs', '--out', 'my out', '--select', 'IHost*'];
    expect(generate(...args, '--check').stdout).toMatch(
      /\nto bring them up to date: npx generate --docs docs --out "my out" --select "IHost\*"\n$/,
    );
    generate(...args);
    expect(generate(...args, '--check').stdout).not.toContain('npx');
  });

  it('shows controls that somebody put into an output, cuts long lines, and leaves the hashes of the manifest out', () => {
    layDocs();
    const args = ['--docs', 'docs', '--out', 'out', '--target', 'typescript'];
    generate(...args);
    put('out/typescript/mscoree.ts', `// \u001b]0;owned\u0007${'x'.repeat(1000)}\n`);
    writeFileSync(path.join(cwd, 'docs', 'hosting', 'etasktype-enumeration.md'), '');
    const { stdout } = generate(...args, '--check');
    expect(stdout).toContain('\n-// <U+001B>]0;owned<U+0007>xxx');
    expect(stdout).toMatch(/x… \(\d+ more characters\)\n/);
    expect(stdout).toContain('changed  out/manifest.json');
    expect(stdout).not.toContain('--- manifest.json');
  });

  it('is not fooled by line ends', () => {
    layDocs();
    const args = ['--docs', 'docs', '--out', 'out', '--target', 'typescript'];
    generate(...args);
    for (const file of listFiles(path.join(cwd, 'out')))
      put(`out/${file}`, read(`out/${file}`).replaceAll('\n', '\r\n'));
    expect(generate(...args, '--check').status).toBe(0);
  });
});

describe('what builds need', () => {
  it('lists the outputs and writes none', () => {
    layDocs();
    const { status, stdout } = generate('--docs', 'docs', '--out', 'out', '--list-outputs');
    expect(status).toBe(0);
    expect(existsSync(path.join(cwd, 'out'))).toBe(false);
    generate('--docs', 'docs', '--out', 'out');
    expect(stdout.trimEnd().split('\n')).toEqual(listFiles(path.join(cwd, 'out')).map((file) => `out/${file}`));
  });

  it('writes a dependency file', () => {
    layDocs();
    expect(generate('--docs', 'docs', '--out', 'out', '--depfile', 'out.d').status).toBe(0);
    expect(read('out.d')).toMatch(/^out\/manifest\.json: \\\n/);
    expect(read('out.d')).toContain('  docs/hosting/ihosttask-alert-method.md \\\n');
    expect(read('out.d')).toContain('\ndocs/hosting:\n');
  });

  it('reports as one JSON document', () => {
    layDocs();
    put('docs/hosting/empty.md', '');
    const { stdout } = generate('--docs', 'docs', '--out', 'out', '--reporter', 'json', '--stats');
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ version: 1, out: 'out', pages: expect.any(Number), statistics: expect.any(Object) });
    expect(
      report.diagnostics.some((one: { location?: { file: string } }) => one.location?.file === 'docs/hosting/empty.md'),
    ).toBe(true);
    expect(report.files).toContainEqual({ path: 'model.json', action: 'create' });
  });

  it('fails on warnings with --strict alone', () => {
    layDocs();
    put('docs/hosting/link.md', '# A page with an INCLUDE\n\n[!INCLUDE[label](missing.md)]\n');
    expect(generate('--docs', 'docs', '--out', 'out').status).toBe(0);
    expect(generate('--docs', 'docs', '--out', 'out', '--strict').status).toBe(1);
  });

  it('accounts for every page with --stats', () => {
    layDocs();
    put('docs/hosting/empty.md', '');
    put('docs/hosting/binary.md', 'a\0b');
    const { stdout } = generate('--docs', 'docs', '--out', 'out', '--stats');
    const [, total] = /^pages +(\d+)$/m.exec(stdout) ?? [];
    const rows = [...(stdout.split(/^model$/m)[0] as string).matchAll(/^ {2}.*? +(\d+)$/gm)];
    expect(rows.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(Number(total));
    expect(stdout).toMatch(/^ {2}methods +\d+$/m);
    expect(stdout).toMatch(/^ {2}peak +\d+ MB$/m);
  });
});

describe('usage', () => {
  it('explains itself', () => {
    const { status, stdout } = generate('--help');
    expect([status, stdout]).toEqual([0, expect.stringContaining('Examples:')]);
    const version = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8')).version;
    expect(generate('--version')).toMatchObject({ status: 0, stdout: `${version}\n` });
  });

  it('explains a diagnostic', () => {
    const { status, stdout } = generate('explain', 'cb101');
    expect([status, stdout]).toEqual([0, readFileSync(path.join(repository, 'docs/diagnostics/CB101.md'), 'utf8')]);
    expect(generate('explain', 'CB1O1')).toMatchObject({ status: 2, stderr: expect.stringContaining('did you mean') });
  });

  it.each([
    [['--dosc', 'x'], 'Did you mean --docs?'],
    [['--comments', 'some'], 'Allowed choices are none, link, summary, full'],
    [['explian', 'CB101'], 'did you mean `explain`?'],
    [['--out'], 'argument missing'],
    [['--docs', ''], 'It must not be empty'],
    [['--out', ''], 'It must not be empty'],
    [['--target', 'cpp,'], 'It must not be empty'],
    [['--docs', 'nowhere'], 'error CB101: docs folder `nowhere` cannot be read: it does not exist'],
    [['--target', 'cpp,typescrip'], 'error CB112: there is no target `typescrip`; did you mean `typescript`?'],
    [['--config', 'nowhere.json'], 'error CB101: configuration `nowhere.json` cannot be read'],
    [['--base', 'nowhere.json'], 'error CB113: model `nowhere.json` cannot be read'],
    [['--templates', 'nowhere'], 'error CB101: templates folder `nowhere` cannot be read'],
  ])('%j is wrong usage: exit code 2, and nothing is written', (args, message) => {
    const { status, stderr } = generate(...args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(existsSync(path.join(cwd, 'generated'))).toBe(false);
  });

  it('keeps the outputs where the docs folder is missing or empty', () => {
    layDocs();
    generate('--docs', 'docs', '--out', 'out');
    const files = listFiles(path.join(cwd, 'out'));
    rmSync(path.join(cwd, 'docs'), { recursive: true });
    expect(generate('--docs', 'docs', '--out', 'out').status).toBe(2);
    mkdirSync(path.join(cwd, 'docs'));
    expect(generate('--docs', 'docs', '--out', 'out')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('CB102'),
    });
    expect(listFiles(path.join(cwd, 'out'))).toEqual(files);
  });

  it('shows a wrong configuration at its key', () => {
    put('clr-bindgen.config.json', '{\n  "outt": "x"\n}\n');
    const { status, stderr } = generate();
    expect(status).toBe(2);
    expect(stderr).toBe(
      [
        'clr-bindgen.config.json:2:3 error CB110: unknown key `outt`; did you mean `out`?',
        '    2 |   "outt": "x"',
        '      |   ^^^^^^',
        '1 error',
        '',
      ].join('\n'),
    );
    const json = generate('--reporter', 'json');
    expect(JSON.parse(json.stdout)).toMatchObject({ outcome: 'usage', exitCode: 2, diagnosticCounts: { error: 1 } });
  });

  it('says which template failed where, and removes no output for it', () => {
    layDocs();
    generate('--docs', 'docs', '--out', 'out');
    const files = listFiles(path.join(cwd, 'out'));
    put('templates/cpp/header.hbs', 'line one\n{{nothingOfThisName}}\n');
    const { status, stderr } = generate('--docs', 'docs', '--out', 'out', '--templates', 'templates');
    expect([status, stderr]).toEqual([1, expect.stringMatching(/templates\/cpp\/header\.hbs:2/)]);
    expect(listFiles(path.join(cwd, 'out'))).toEqual(files);
  });
});
