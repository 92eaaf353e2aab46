import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  buildModel,
  createTypeTable,
  generate,
  modelFromJson,
  modelToJson,
  parsePages,
  planWrite,
  readMetadata,
  readModel,
  readOutputFolder,
  readTemplates,
  readTree,
  type StageResult,
  targets,
} from '../../src/index.ts';
import { packageVersion } from '../../src/read/package-root.ts';
import { repository } from '../support/built-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(path.join(os.tmpdir(), 'library-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const metadata = path.join(repository, 'metadata');

async function sources() {
  return {
    tree: readTree(path.join(metadata, 'docs'), { origin: 'own', cwd }).value,
    base: readModel(path.join(metadata, 'model'), cwd).value,
    known: (await readMetadata(metadata)).value,
    templates: readTemplates(path.join(repository, 'templates'), undefined, cwd).value,
  };
}

describe('the library', () => {
  it('plans without writing, and says what it would write', async () => {
    const stages: string[] = [];
    const result = await generate({ cwd, mode: 'plan', onProgress: ({ stage }) => stages.push(stage) });
    expect(result.outcome).toBe('done');
    expect(result.counts).toEqual({ written: result.plan?.actions.length, unchanged: 0, removed: 0 });
    expect(existsSync(path.join(cwd, 'generated'))).toBe(false);
    expect([...new Set(stages)]).toEqual(['read', 'parse', 'model', 'emit', 'write']);
    expect(result.inputs.length).toBeGreaterThan(result.trees[0]?.files.length as number);
  });

  it('gives stage by stage what it gives as a whole, in whatever order the pages come', async () => {
    const whole = await generate({ cwd, mode: 'plan' });
    const { tree, base, known, templates } = await sources();
    const { facts, overrides } = known;
    const pages = parsePages(tree.files.toReversed()).value;
    const built = buildModel({ trees: [{ origin: 'own', pages }], facts, overrides, base, comments: 'summary' }).value;
    const types = createTypeTable(built, facts['platform-types'] as Parameters<typeof createTypeTable>[1]);
    const options = { comments: 'summary', templates, generator: packageVersion() } as const;
    const files = [...targets.values()].flatMap((target) => target.emit(built, types, options).value);
    const outputs = [...files, { path: 'model.json', text: modelToJson(built) }];
    const folder = readOutputFolder(
      'generated',
      outputs.map((output) => output.path),
      cwd,
    ).value;
    expect(planWrite(outputs, folder, `clr-bindgen ${packageVersion()}`).value).toEqual(whole.plan);
  });

  it('changes nothing that a stage was given', async () => {
    const { tree, base, known, templates } = await sources();
    const frozen = deepFreeze({ tree, base, known });
    const pages = deepFreeze(parsePages(frozen.tree.files).value);
    const { facts, overrides } = frozen.known;
    const built = deepFreeze(
      buildModel({ trees: [{ origin: 'own', pages }], facts, overrides, base: frozen.base, comments: 'full' }).value,
    );
    const types = createTypeTable(built, facts['platform-types'] as Parameters<typeof createTypeTable>[1]);
    for (const target of targets.values()) target.emit(built, types, { comments: 'full', templates, generator: '0' });
  });

  it('reads a model back as it was', async () => {
    const { model } = await generate({ cwd, mode: 'plan' });
    const text = modelToJson(model as NonNullable<typeof model>);
    const back: StageResult<unknown> = modelFromJson(text, 'model.json');
    expect(back.diagnostics).toEqual([]);
    expect(back.value).toEqual(JSON.parse(text));
    expect(modelToJson(back.value as NonNullable<typeof model>)).toBe(text);
  });
});

/** Freezes plain data through and through. */
function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  if (value instanceof Map) for (const entry of value.values()) deepFreeze(entry);
  else for (const entry of Object.values(value)) deepFreeze(entry);
  return value;
}
