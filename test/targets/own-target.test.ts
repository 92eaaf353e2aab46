import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { targetSchema } from '../../src/emit/declarative/description.ts';
import { generate } from '../../src/generate.ts';
import { readTargetDescriptions } from '../../src/read/read-target-descriptions.ts';
import { root } from '../select/embedded-model.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'target-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
  writeFileSync(path.join(cwd, file), text);
}

const rust = JSON.parse(readFileSync(path.join(root, 'templates/rust/target.json'), 'utf8')) as Record<string, unknown>;
const listing = {
  ...rust,
  description: 'A list of slots',
  outputs: [
    { path: 'listing/{stem}/{name}.txt', template: 'listing/interface', for: 'interface' },
    { path: 'listing/all.txt', template: 'listing/all', for: 'model' },
  ],
};

describe('a target in a folder of templates', () => {
  it('needs no code', async () => {
    put('mine/listing/target.json', JSON.stringify(listing));
    put(
      'mine/listing/interface.hbs',
      '{{#each slots}}{{slot}} {{name}}({{#each parameters}}{{type}} {{/each}})\n{{/each}}',
    );
    put('mine/listing/all.hbs', '{{#each headers}}{{header}}\n{{/each}}');
    const options = { cwd, out: 'out', templates: 'mine', targets: ['listing'], select: ['IHostTask'] };
    const { outcome, inputs } = await generate({ ...options, comments: 'none' });
    expect(outcome).toBe('done');
    expect(inputs).toContain('mine/listing/target.json');
    const text = readFileSync(path.join(cwd, 'out/listing/mscoree/IHostTask.txt'), 'utf8');
    expect(text.split('\n').slice(0, 4)).toEqual([
      '0 QueryInterface(*const GUID *mut *mut core::ffi::c_void )',
      '1 AddRef()',
      '2 Release()',
      '3 Start()',
    ]);
    expect(readFileSync(path.join(cwd, 'out/listing/all.txt'), 'utf8')).toContain('mscoree.h\n');
  });

  it('is told what is wrong with its description, at its place, and nothing is written', async () => {
    put('mine/listing/target.json', JSON.stringify({ ...listing, names: { keywords: [], escape: 'x' } }, null, 2));
    const { outcome, diagnostics, plan } = await generate({ cwd, templates: 'mine', targets: ['listing'] });
    expect([outcome, plan]).toEqual(['usage', undefined]);
    const wrong = diagnostics.find(({ code }) => code === 'CB606');
    expect(wrong).toMatchObject({ message: '`names.escape`: must contain {name}' });
    const line = JSON.stringify({ ...listing, names: { keywords: [], escape: 'x' } }, null, 2).split('\n');
    expect(line[(wrong?.location?.start.line ?? 0) - 1]).toContain('"escape": "x"');
  });

  it('is told where it is no JSON', () => {
    put('mine/listing/target.json', '{\n  "description": }');
    const { value, diagnostics } = readTargetDescriptions(path.join(cwd, 'mine'), undefined, cwd);
    expect([value.size, diagnostics.map(({ code, location }) => [code, location?.start.line])]).toEqual([
      0,
      [['CB606', 2]],
    ]);
  });
});

describe('the published schema of target.json', () => {
  const file = path.join(root, 'metadata/schema/target.schema.json');
  const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(readFileSync(file, 'utf8')));

  it('takes the targets of this package', () => {
    for (const name of ['rust', 'csharp']) {
      const content = JSON.parse(readFileSync(path.join(root, 'templates', name, 'target.json'), 'utf8'));
      expect([name, validate(content), validate.errors]).toEqual([name, true, null]);
    }
  });

  it('refuses what the generator refuses', () => {
    const cases: unknown[] = [{}, [], { ...rust, other: 1 }, { ...rust, typedefs: 'kept' }, { ...rust, outputs: [] }];
    for (const key of Object.keys(rust)) cases.push({ ...rust, [key]: undefined }, { ...rust, [key]: 1 });
    cases.push({ ...rust, names: { keywords: [], escape: '_' } }, { ...rust, types: { void: 'void' } });
    cases.push({ ...rust, outputs: [{ path: 'a', template: 'b', for: 'method' }] });
    for (const one of cases) {
      const json: unknown = JSON.parse(JSON.stringify(one));
      expect(validate(json), JSON.stringify(one)).toBe(v.safeParse(targetSchema, json).success && !Array.isArray(json));
    }
  });
});
