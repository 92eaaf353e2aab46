import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nearest } from '../../src/config/did-you-mean.ts';
import { JsonSyntaxError, parseJsonc } from '../../src/config/jsonc.ts';
import { loadConfiguration } from '../../src/config/load-configuration.ts';
import { repository } from '../support/built-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'config-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
  writeFileSync(path.join(cwd, file), text);
}

async function load(named?: string, from = '.') {
  const { value, diagnostics } = await loadConfiguration(named, path.join(cwd, from));
  const found = diagnostics.map(({ code, message, location }) =>
    location
      ? `${code} ${location.file}:${location.start.line}:${location.start.column} ${message}`
      : `${code} ${message}`,
  );
  return { ...value, found };
}

describe('loadConfiguration', () => {
  it('finds nothing where nothing is', async () => {
    expect(await load()).toEqual({ configuration: {}, found: [] });
  });

  it('takes paths relative to the file, from JSON with comments', async () => {
    put(
      'a/clr-bindgen.config.jsonc',
      '// ours\n{ "docs": "d", "out": "../o", "targets": ["cpp",], "base": "embedded", /* x */ "strict": true }',
    );
    put('a/package.json', '{}');
    put('a/b/c/file', '');
    expect(await load(undefined, 'a/b/c')).toMatchObject({
      configuration: {
        docs: [path.join(cwd, 'a/d')],
        out: path.join(cwd, 'o'),
        targets: ['cpp'],
        base: 'embedded',
        strict: true,
      },
      file: path.join(cwd, 'a/clr-bindgen.config.jsonc'),
      found: [],
    });
  });

  it('reads the key of package.json, and modules', async () => {
    put('package.json', '{ "name": "x",\n "clr-bindgen": { "comments": "full" } }');
    expect((await load()).configuration).toEqual({ comments: 'full' });
    put('m/clr-bindgen.config.mjs', 'export default { targets: ["typescript"] };');
    expect((await load(undefined, 'm')).configuration).toEqual({ targets: ['typescript'] });
    expect((await load('m/clr-bindgen.config.mjs')).configuration).toEqual({ targets: ['typescript'] });
  });

  it('reports a module that is nested too deep for a compiler', async () => {
    symlinkSync(path.join(repository, 'node_modules'), path.join(cwd, 'node_modules'));
    put('package.json', '{ "type": "module" }');
    put('clr-bindgen.config.mjs', `export default { docs: ${'['.repeat(20_000)} };`);
    const { configuration, found } = await load();
    expect(configuration).toEqual({});
    expect(found).toEqual([expect.stringMatching(/^CB110 .*clr-bindgen\.config\.mjs/)]);
  });

  it('does not search above the project', async () => {
    put('clr-bindgen.config.mjs', 'throw new Error("ran");');
    put('project/package.json', '{}');
    expect(await load(undefined, 'project')).toEqual({ configuration: {}, found: [] });
  });

  it('reports wrong keys and values at their place, with what may be meant', async () => {
    put(
      'clr-bindgen.config.json',
      '{\n  "target": ["cpp"],\n  "strict": "yes",\n  "docs": ["a", 1],\n  "comments": "ful",\n  "out": 7\n}\n',
    );
    expect((await load()).found).toEqual([
      'CB110 clr-bindgen.config.json:2:3 unknown key `target`; did you mean `targets`?',
      'CB110 clr-bindgen.config.json:3:3 `strict` must be true or false',
      'CB110 clr-bindgen.config.json:4:3 `docs` must be a text or a list of texts',
      'CB110 clr-bindgen.config.json:5:3 `comments` must be none, link, summary or full',
      'CB110 clr-bindgen.config.json:6:3 `out` must be a text',
    ]);
    put('package.json', '{ "name": "x",\n "clr-bindgen": { "outt": "full" } }');
    expect((await load('package.json')).found).toEqual([
      'CB110 package.json:2:19 unknown key `outt`; did you mean `out`?',
    ]);
    put('list.json', '[]');
    expect((await load('list.json')).found).toEqual(['CB110 list.json:1:1 the configuration must be an object']);
  });

  it('takes several outputs, each with paths of its own', async () => {
    put(
      'c/clr-bindgen.config.json',
      '{ "docs": "d", "outputs": [{ "name": "a", "out": "x", "select": "used:*.ts" }, { "out": "y", "docs": ["e"] }] }',
    );
    expect(await load('c/clr-bindgen.config.json')).toMatchObject({
      configuration: {
        docs: [path.join(cwd, 'c/d')],
        outputs: [
          { name: 'a', out: path.join(cwd, 'c/x'), select: [`used:${cwd}/c/*.ts`] },
          { out: path.join(cwd, 'c/y'), docs: [path.join(cwd, 'c/e')] },
        ],
      },
      found: [],
    });
  });

  it('reports wrong keys of an output at their place', async () => {
    put(
      'clr-bindgen.config.json',
      '{\n  "outputs": [\n    { "out": "a", "targts": ["cpp"] },\n    { "comments": "ful" },\n    7,\n    { "strict": true }\n  ],\n  "cpp": { "definition": true },\n  "lint": { "ignore": [{ "reason": "x" }] }\n}\n',
    );
    expect((await load()).found).toEqual([
      'CB110 clr-bindgen.config.json:3:19 unknown key `targts` in `outputs.0`; did you mean `targets`?',
      'CB110 clr-bindgen.config.json:4:7 `outputs.1.comments` must be none, link, summary or full',
      'CB110 clr-bindgen.config.json:5:5 `outputs.2` must be an object',
      'CB110 clr-bindgen.config.json:6:7 unknown key `strict` in `outputs.3`',
      'CB110 clr-bindgen.config.json:8:12 unknown key `definition` in `cpp`; did you mean `definitions`?',
      'CB110 clr-bindgen.config.json:9:24 `lint.ignore.0.code` is missing',
    ]);
    put('clr-bindgen.config.json', '{ "outputs": [] }');
    expect((await load()).found).toEqual(['CB110 clr-bindgen.config.json:1:3 `outputs` must not be empty']);
  });

  it('reports outputs that would overwrite each other', async () => {
    put(
      'clr-bindgen.config.json',
      '{ "out": "a", "outputs": [\n{ "name": "n" },\n{ "out": "./a" },\n{ "targets": ["cpp"] },\n{ "out": "b", "name": "n", "depfile": "d" },\n{ "out": "c", "depfile": "./d" }] }',
    );
    const { found, configuration } = await load();
    expect(configuration).toEqual({});
    expect(found).toEqual([
      'CB110 clr-bindgen.config.json:3:3 `outputs.1.out` is the folder of `outputs.0`, too',
      'CB110 clr-bindgen.config.json:4:1 `outputs.2` has no `out` of its own, so it would overwrite `outputs.0`',
      'CB110 clr-bindgen.config.json:5:15 `n` is the name of `outputs.0`, too',
      'CB110 clr-bindgen.config.json:6:15 `outputs.4.depfile` is that of `outputs.3`, too; one beside `outputs` covers all',
    ]);
  });

  it('reports files that are missing, no JSON, or fail', async () => {
    expect((await load('nowhere.json')).found).toEqual([
      'CB101 configuration `nowhere.json` cannot be read: it does not exist',
    ]);
    put('bad.json', '{\n  "out": x\n}');
    expect((await load('bad.json')).found).toEqual(['CB110 bad.json:2:10 expected a value']);
    put('bad.mjs', 'throw new Error("no luck");');
    expect((await load('bad.mjs')).found).toEqual(['CB110 configuration `bad.mjs` failed: no luck']);
    put('odd.mjs', 'throw Object.create(null, { a: { value: 1, enumerable: true } });');
    expect((await load('odd.mjs')).found).toEqual([
      'CB110 configuration `odd.mjs` failed: [Object: null prototype] { a: 1 }',
    ]);
    put('x.toml', 'a = 1');
    expect((await load('x.toml')).found[0]).toMatch(/^CB110 configuration `x\.toml` failed/);
  });

  it('takes no prototype from a key', async () => {
    put('clr-bindgen.config.json', '{ "__proto__": { "strict": true } }');
    expect((await load()).found[0]).toMatch(/unknown key `__proto__`/);
  });
});

describe('parseJsonc', () => {
  it('reads what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.integer({ min: 0, max: 3 }), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(JSON.stringify(parseJsonc(text).value)).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('throws its own error, with an offset inside of the text, for everything else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('{', '}', '[', ']', '"', 'a', ':', ',', '1', '//', '/*', '\n', '\\', 'null', ' '), {
          maxLength: 30,
        }),
        (parts) => {
          const text = parts.join('');
          try {
            parseJsonc(text);
          } catch (error) {
            expect(error).toBeInstanceOf(JsonSyntaxError);
            expect((error as JsonSyntaxError).offset).toBeLessThanOrEqual(text.length);
          }
        },
      ),
    );
  });

  it('bounds the depth', () => {
    expect(() => parseJsonc('['.repeat(100_000))).toThrow(JsonSyntaxError);
  });
});

describe('nearest', () => {
  it.each([
    ['targest', 'targets'],
    ['dosc', 'docs'],
    ['OUT', 'out'],
    ['something', undefined],
    ['x', undefined],
  ])('%s -> %s', (written, meant) => {
    expect(nearest(written, ['docs', 'out', 'targets'])).toBe(meant);
  });
});
