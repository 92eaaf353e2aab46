import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import typescript from 'typescript';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureBuilt, listFiles, repository, runCli } from '../support/built-cli.ts';

let box: string;
let docs: string;
beforeAll(ensureBuilt, 180_000);
beforeEach(() => {
  box = mkdtempSync(path.join(os.tmpdir(), 'hostile-'));
  docs = path.join(box, 'work', 'docs');
  cpSync(path.join(repository, 'metadata', 'docs', 'hosting'), path.join(docs, 'hosting'), {
    recursive: true,
    filter: (file) => !file.endsWith('.md') || /^(?:ihosttask-|etasktype)/.test(path.basename(file)),
  });
});
afterEach(() => {
  execFileSync('chmod', ['-R', 'u+rwX', box]);
  rmSync(box, { recursive: true, force: true });
});

function page(name: string, content: string | Buffer): string {
  const file = path.join(docs, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

interface Report {
  readonly exitCode: number;
  readonly diagnostics: readonly {
    readonly code: string;
    readonly severity: string;
    readonly location?: { readonly file: string; readonly start: { readonly line: number; readonly column: number } };
  }[];
  readonly files: readonly { readonly path: string }[];
}

/** Runs the generator over the docs; fails if it wrote anything outside of the output folder or hurt the good pages. */
function generate(options: { readonly uid?: number; readonly gid?: number } = {}, ...args: string[]): Report {
  const before = listFiles(box);
  const { status, stdout, stderr } = runCli(['--docs', 'docs', '--out', 'out', '--reporter', 'json', ...args], {
    cwd: path.join(box, 'work'),
    timeout: 60_000,
    ...options,
  });
  expect(stderr).toBe('');
  const report = JSON.parse(stdout) as Report;
  expect(status).toBe(report.exitCode);
  expect(report.diagnostics.map(({ code }) => code)).not.toContain('CB199');
  const written = listFiles(box).filter((file) => !before.includes(file));
  expect(written.filter((file) => !file.startsWith('work/out/'))).toEqual([]);
  const header = execFileSync('cat', [path.join(box, 'work', 'out', 'cpp', 'mscoree.h')], { encoding: 'utf8' });
  for (const method of ['Start', 'Alert', 'Join', 'SetPriority', 'GetPriority', 'SetCLRTask'])
    expect(header).toContain(`${method}(`);
  return report;
}

/** What was said about one page, as `CODE line:column`. */
function about(report: Report, name: string): string[] {
  return report.diagnostics
    .filter(({ location }) => location?.file === `docs/${name}`)
    .map(({ code, location }) => `${code} ${location?.start.line}:${location?.start.column}`);
}

const method = (name: string, more = '') =>
  `---\ntitle: "${name} Method"\napi_name:\n  - "${name.replace('::', '.')}"\n---\n# ${name} Method\n\nDoes it.\n\n## Syntax\n\n\`\`\`cpp\nHRESULT ${name.split('::').pop()} ();\n\`\`\`\n\n## Requirements\n\n**Header:** MSCorEE.h\n${more}`;

describe('hostile front matter', () => {
  it.each(['js', 'javascript', 'coffee', 'json', 'toml'])('---%s is data, never code', (language) => {
    const victim = path.join(box, 'victim');
    page(
      'hosting/evil.md',
      `---${language}\n{ "a": require("fs").writeFileSync(${JSON.stringify(victim)}, "x") }\n---\n# IHostTask::Evil Method\n`,
    );
    const report = generate();
    expect(existsSync(victim)).toBe(false);
    expect(about(report, 'hosting/evil.md').length).toBeGreaterThan(0);
  });

  it('bounds aliases', () => {
    const levels = 'abcdefghij'.split('');
    const bomb = levels.map((level, i) =>
      i === 0
        ? 'a: &a [x,x,x,x,x,x,x,x,x]'
        : `${level}: &${level} [${Array(9)
            .fill(`*${levels[i - 1]}`)
            .join(',')}]`,
    );
    page('hosting/bomb.md', `---\n${bomb.join('\n')}\ntitle: *j\n---\n# IHostTask::Bomb Method\n`);
    expect(about(generate(), 'hosting/bomb.md').length).toBeGreaterThan(0);
  });

  it.each([
    ['broken YAML', '---\ntitle: "unclosed\napi_name: [\n---\n# x\n'],
    ['an unclosed block', '---\ntitle: x\n# y\n'],
    [
      'a prototype key',
      '---\n__proto__:\n  polluted: yes\napi_name:\n  - "IHostTask.X"\n---\n# IHostTask::Xyz Method\n',
    ],
    ['a deep list', `---\ntitle: ${'['.repeat(5000)}\n---\n# x\n`],
  ])('survives %s, and says where it is', (_, text) => {
    page('hosting/evil.md', text);
    expect(about(generate(), 'hosting/evil.md').length).toBeGreaterThan(0);
  });
});

describe('odd front matter', () => {
  it.each([
    ['a tag', '---\ntitle: !!js/function "function () { process.exit(9) }"\n---\n# x\n'],
    ['a huge scalar', `---\ntitle: ${'x'.repeat(500_000)}\n---\n# x\n`],
  ])('takes no harm from %s', (_, text) => {
    page('hosting/odd.md', text);
    expect(generate().exitCode).toBe(0);
  });
});

describe('hostile Markdown', () => {
  it.each([
    ['an empty page', ''],
    ['blanks alone', ' \n\t\n'],
    ['an unclosed fence', '# IHostTask::Open Method\n\n## Syntax\n\n```cpp\nHRESULT Open (\n'],
    ['a deep quote', `# IHostTask::Deep Method\n\n## Syntax\n\n${'>'.repeat(20_000)} x\n`],
    ['a deep list', `# IHostTask::Deep Method\n\n## Parameters\n\n${'- '.repeat(20_000)}x\n`],
    ['many brackets', `# IHostTask::Deep Method\n\n## Parameters\n\n${'['.repeat(50_000)}\n`],
    ['many emphasis marks', `# IHostTask::Deep Method\n\n## Parameters\n\n${'*a_'.repeat(50_000)}\n`],
    [
      'many backticks',
      `# IHostTask::Deep Method\n\n## Parameters\n\n${Array.from({ length: 1000 }, (_, i) => '`'.repeat(i)).join(' ')}\n`,
    ],
    [
      'a table with 10,000 columns',
      `# IHostTask::Deep Method\n\n## Return Value\n\n${'|a'.repeat(10_000)}|\n${'|-'.repeat(10_000)}|\n${'|b'.repeat(10_000)}|\n`,
    ],
    [
      'a table with 50,000 rows',
      `# IHostTask::Long Method\n\n## Return Value\n\n|HRESULT|Description|\n|-|-|\n${'|S_OK|x|\n'.repeat(50_000)}`,
    ],
    [
      'a deep declaration',
      `# IHostTask::Deep Method\n\n## Syntax\n\n\`\`\`cpp\nHRESULT Deep (${'('.repeat(50_000)}\n\`\`\`\n`,
    ],
    [
      'a long declaration',
      `# IHostTask::Deep Method\n\n## Syntax\n\n\`\`\`cpp\n${'[in] DWORD x, '.repeat(20_000)}\n\`\`\`\n`,
    ],
    [
      'a deep expression',
      `# EDeep Enumeration\n\n## Syntax\n\n\`\`\`cpp\ntypedef enum { A = ${'('.repeat(20_000)}1${')'.repeat(20_000)} } EDeep;\n\`\`\`\n`,
    ],
    [
      'a huge shift',
      '# EShift Enumeration\n\n## Syntax\n\n```cpp\ntypedef enum { A = 1 << 2000000000, B = 1 / 0 } EShift;\n```\n',
    ],
  ])('survives %s, and says so', (_, text) => {
    page('hosting/evil.md', text);
    expect(about(generate(), 'hosting/evil.md').length).toBeGreaterThan(0);
  });

  it('does not read a table of 10 MB', () => {
    page('hosting/big.md', `# IHostTask::Big Method\n\n|a|b|\n|-|-|\n${'|some text|more text|\n'.repeat(500_000)}`);
    const report = generate();
    expect(about(report, 'hosting/big.md')).toEqual(['CB106 1:1']);
    expect(report.exitCode).toBe(1);
  });
});

describe('hostile files', () => {
  it('reports a binary file and reads the others', () => {
    page('hosting/binary.md', Buffer.from(Array.from({ length: 4096 }, (_, i) => i % 256)));
    const report = generate();
    expect(about(report, 'hosting/binary.md')).toEqual(['CB104 1:1']);
    expect(report.exitCode).toBe(1);
  });

  it('reports a file and a folder that may not be read', () => {
    chmodSync(page('hosting/secret.md', '# x'), 0);
    page('locked/a.md', '# x');
    chmodSync(path.join(docs, 'locked'), 0);
    // Nothing is unreadable to root, so the generator then runs as a user who may read the rest.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) execFileSync('chown', ['-R', '65534:65534', path.join(box, 'work')]);
    if (isRoot) chmodSync(box, 0o755);
    const report = generate(isRoot ? { uid: 65534, gid: 65534 } : {});
    expect(about(report, 'hosting/secret.md')).toEqual(['CB103 1:1']);
    expect(about(report, 'locked')).toEqual(['CB103 1:1']);
    expect(report.exitCode).toBe(1);
  });

  it('enters no circle of links and follows none out of the docs', () => {
    writeFileSync(path.join(box, 'secret.md'), method('IHostTask::Secret'));
    symlinkSync('..', path.join(docs, 'hosting', 'up'));
    symlinkSync('../../../secret.md', path.join(docs, 'hosting', 'link.md'));
    const report = generate();
    expect(about(report, 'hosting/up')).toEqual(['CB107 1:1']);
    expect(about(report, 'hosting/link.md')).toEqual(['CB107 1:1']);
    expect(report.exitCode).toBe(0);
    expect(existsSync(path.join(box, 'work', 'out', 'model.json'))).toBe(true);
  });
});

describe('hostile templates', () => {
  it.each([
    ['a link to a file elsewhere', (file: string) => symlinkSync(path.join(box, 'secret'), file)],
    ['a pipe', (file: string) => execFileSync('mkfifo', [file])],
  ])('reads no template that is %s', (_, make) => {
    writeFileSync(path.join(box, 'secret'), 'a secret\n');
    mkdirSync(path.join(box, 'work', 'house', 'cpp'), { recursive: true });
    make(path.join(box, 'work', 'house', 'cpp', 'header.hbs'));
    const args = ['--docs', 'docs', '--out', 'out', '--templates', 'house'];
    const { status, stderr } = runCli(args, { cwd: path.join(box, 'work'), timeout: 60_000 });
    expect([status, stderr]).toEqual([2, expect.stringContaining('cpp/header.hbs')]);
    expect(existsSync(path.join(box, 'work', 'out'))).toBe(false);
  });
});

describe('hostile names', () => {
  it.each([
    '../../victim.h',
    '..\\..\\victim.h',
    '/tmp/clr-bindgen-victim.h',
    'C:\\victim.h',
    'CON.h',
    'nul',
    'a\u202eb.h',
    `${'x'.repeat(5000)}.h`,
    '__proto__',
    'constructor.h',
    'manifest.json',
  ])('a Header line of %j writes nothing outside', (header) => {
    const text = method('IHostTask::Evil').replace('MSCorEE.h', header);
    page('hosting/evil.md', text.replaceAll('IHostTask', 'IEvil'));
    page(
      'hosting/evil-structure.md',
      `# EVIL Structure\n\n## Syntax\n\n\`\`\`cpp\ntypedef struct _EVIL { DWORD a; } EVIL;\n\`\`\`\n\n## Requirements\n\n**Header:** ${header}\n`,
    );
    const report = generate();
    for (const { path: file } of report.files) expect(file).toMatch(/^(?:[A-Za-z0-9_]+\/)?[A-Za-z0-9_.-]{1,120}$/);
  });

  it.each(['../../evil', 'CON', '__proto__', 'constructor', 'toString', 'class', 'a*/ #error', 'x\u0000y'])(
    'an API called %j harms nothing',
    (name) => {
      page(
        'hosting/evil.md',
        `---\napi_name:\n  - ${JSON.stringify(name)}\n---\n# ${name} Structure\n\nText.\n\n## Syntax\n\n\`\`\`cpp\ntypedef struct { DWORD a; } ${name};\n\`\`\`\n\n**Header:** MSCorEE.h\n`,
      );
      generate();
      expectCompiles();
    },
  );

  it('takes no name that a compiler or the headers of the platform have', () => {
    const names = '_Atomic _Complex _Thread_local __alignof __const __LINE__ __has_include E_FAIL CY tagCY SYS_MAC';
    for (const [at, name] of [...names.split(' '), 'APTTYPE_STA', 'IID_IHostTask', 'IID_IUnknown', '_GUID'].entries()) {
      for (const [kind, called, code] of [
        ['Structure', name, `typedef struct ${name} { DWORD a; } ${name};`],
        ['Structure', `TAGGED${at}`, `typedef struct ${name} { DWORD ${name}; } TAGGED${at};`],
        ['Enumeration', `EMember${at}`, `typedef enum { ${name} = 1, B${at} } EMember${at};`],
        ['Function', `Takes${at}`, `HRESULT Takes${at} ([in] DWORD ${name});`],
      ]) {
        const text = `# ${called} ${kind}\n\n## Syntax\n\n\`\`\`cpp\n${code}\n\`\`\`\n\n## Requirements\n\n**Header:** MSCorEE.h\n`;
        page(`hosting/${called}-${kind}.md`, text);
      }
    }
    generate();
    expectCompiles();
  });

  it.each(['con.h', 'NUL.h', 'com1.h', 'lpt9.idl'])(
    'a header %s, which Windows takes for a device, gets another name',
    (header) => {
      const code = '```cpp\ntypedef struct { DWORD a; } EVIL;\n```';
      page('hosting/evil.md', `# EVIL Structure\n\n## Syntax\n\n${code}\n\n## Requirements\n\n**Header:** ${header}\n`);
      const { diagnostics } = generate();
      expect(diagnostics.map((one) => one.code)).not.toContain('CB702');
      expectCompiles();
    },
  );

  it.each(['summary', 'full'])('lets no text end a comment or a string with --comments %s', (comments) => {
    const hostile =
      'a */ #error one\n\n\\\n\nb ??/\n\n`*/` static_assert(false); //\\ {{constructor}} \u202e\u2028 end';
    const text = method('IHostTask::Alert', `\n## Remarks\n\n${hostile}\n`).replace('Does it.', hostile);
    page('hosting/ihosttask-alert-method.md', text);
    generate({}, '--comments', comments);
    expectCompiles();
  });
});

describe('hostile models', () => {
  it.each([
    ['enums', 'name', 'A { }; \n#error x\n'],
    ['structs', 'header', '../../victim.h'],
    ['interfaces', 'iid', "0'; process.exit(1); '"],
    ['typedefs', 'type', 'int;\n#error x\n'],
    ['interfaces', 'base', 'IUnknown { }; //'],
  ])('a model with hostile %s.%s is refused', (list, key, text) => {
    generate();
    const model = JSON.parse(readFileSync(path.join(box, 'work', 'out', 'model.json'), 'utf8'));
    model[list][0][key] = text;
    writeFileSync(path.join(box, 'work', 'hostile.json'), JSON.stringify(model));
    const report = generate({}, '--base', 'hostile.json');
    expect(report.diagnostics.map(({ code }) => code)).toEqual(['CB420']);
    expect(report.exitCode).toBe(2);
  });

  it.each(['../../victim.h', 'CON.h', '__proto__', 'a"\n#error x\n"', 'manifest.json'])(
    'a model with the header %j writes nothing outside',
    (header) => {
      generate();
      const file = path.join(box, 'work', 'out', 'model.json');
      const model = JSON.parse(readFileSync(file, 'utf8'));
      for (const entity of model.enums) entity.header = header;
      for (const entity of model.structs) entity.page = '../../../*/ #error';
      writeFileSync(path.join(box, 'work', 'hostile.json'), JSON.stringify(model));
      const report = generate({}, '--base', 'hostile.json');
      for (const { path: output } of report.files) expect(output).toMatch(/^(?:[a-z]+\/)?[A-Za-z0-9_.-]{1,120}$/);
    },
  );
});

/** The headers and the modules that were written are free of syntax errors. */
function expectCompiles(): void {
  const out = path.join(box, 'work', 'out');
  const header = path.join(out, 'cpp', 'clr.h');
  execFileSync('g++', ['-std=c++17', '-trigraphs', '-Wall', '-Werror', '-fsyntax-only', '-x', 'c++', header]);
  for (const file of listFiles(path.join(out, 'typescript'))) {
    const text = readFileSync(path.join(out, 'typescript', file), 'utf8');
    const { diagnostics = [] } = typescript.transpileModule(text, { reportDiagnostics: true });
    expect(diagnostics.map(({ messageText }) => messageText)).toEqual([]);
  }
}
