import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileMemory } from '../../src/cache/file-memory.ts';
import type { RenderedFiles } from '../../src/emit/output-file.ts';
import { targets } from '../../src/emit/targets.ts';
import type { PlatformTypes } from '../../src/model/canonical.ts';
import { addNames, entityTypes } from '../../src/model/facts-scope.ts';
import { modelLists } from '../../src/model/json.ts';
import type { Entity, Interface, Model, Structure } from '../../src/model/model.ts';
import { checkEntityShape } from '../../src/model/model-shape.ts';
import { createTypeTable } from '../../src/model/type-table.ts';
import { readMetadata } from '../../src/read/metadata.ts';
import { readModel } from '../../src/read/read-model.ts';
import { readTemplates } from '../../src/read/read-templates.ts';
import { repository } from '../support/built-cli.ts';

const metadata = path.join(repository, 'metadata');
const model = readModel(path.join(metadata, 'model'), repository).value;
const { facts } = (await readMetadata(metadata)).value;
const templates = readTemplates(path.join(repository, 'templates'), undefined, repository).value;

function emit(of: Model, rendered?: RenderedFiles) {
  const types = createTypeTable(of, facts['platform-types'] as PlatformTypes);
  const options = { comments: 'summary', templates, generator: '1.0.0', ...(rendered && { rendered }) } as const;
  const results = [...targets.values()].map((target) => target.emit(of, types, options));
  const say = ({ code, message }: { code: string; message: string }) => `${code} ${message}`;
  return {
    files: results.flatMap((result) => result.value.map(({ path, text }) => ({ path, text }))),
    diagnostics: results.flatMap((result) => result.diagnostics.map(say)).sort(),
  };
}

/** Names of types that declarations of other headers mention: a change of theirs can be seen elsewhere. */
function mentionedElsewhere(): ReadonlySet<string> {
  const homes = new Map<string, string>();
  for (const list of [model.enums, model.structs, model.interfaces, model.callbacks, model.typedefs]) {
    for (const { name, header } of list) homes.set(name, header);
  }
  const found = new Set<string>();
  for (const list of [model.interfaces, model.structs, model.functions, model.callbacks, model.typedefs] as const) {
    for (const entity of list) {
      const names = new Set<string>();
      for (const type of entityTypes(entity)) addNames(type, names);
      for (const name of names) if (homes.has(name) && homes.get(name) !== entity.header) found.add(name);
    }
  }
  return found;
}

/** Changes of an entity that its own header or one that mentions it may show. */
const changes: {
  readonly [K in 'enums' | 'structs' | 'interfaces' | 'callbacks' | 'typedefs']: (one: never) => Entity;
} = {
  enums: (one: Model['enums'][number]) => ({ ...one, size: one.size === 8 ? 4 : 8, flags: !one.flags }),
  structs: (one: Structure) => ({ ...one, fields: [{ name: 'added', type: 'ULONG64' }, ...one.fields] }),
  interfaces: (one: Interface) => ({
    ...one,
    methods: one.methods.map((method) => ({
      ...method,
      parameters: [{ name: 'added', type: 'ULONG64', direction: 'in' as const }, ...method.parameters],
    })),
  }),
  callbacks: (one: Model['callbacks'][number]) => ({ ...one, returns: one.returns === 'void' ? 'HRESULT' : 'void' }),
  typedefs: (one: Model['typedefs'][number]) => ({ ...one, type: one.type === 'ULONG64' ? 'DWORD' : 'ULONG64' }),
};

type Changeable = keyof typeof changes;

function changed(list: Changeable, at: number, change: (one: Entity) => Entity): Model {
  return { ...model, [list]: model[list].map((one, index) => (index === at ? change(one) : one)) };
}

/** What takes the place of a text in an entity: types, names, headers, HRESULTs, prose. */
const texts = [
  'DWORD',
  'ICorDebugThread *',
  'CONTEXT',
  'E_FAIL',
  'ICorDebug',
  'inout',
  'cor.h',
  'A sentence.',
  'GetID',
];

/** The value with another one of its kind in the place of one of its parts, however deep. */
function withOtherPart(value: unknown, pick: (count: number) => number): unknown {
  if (typeof value === 'string') return texts[pick(texts.length)];
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value);
  const key = keys[pick(keys.length)];
  if (key === undefined) return value;
  const other = withOtherPart((value as Record<string, unknown>)[key], pick);
  if (!Array.isArray(value)) return { ...value, [key]: other };
  return pick(4) === 0 ? value.toSpliced(Number(key), 1) : value.with(Number(key), other);
}

describe('rendered files from run to run', () => {
  const elsewhere = mentionedElsewhere();
  const candidates = (Object.keys(changes) as Changeable[]).flatMap((list) =>
    model[list].flatMap((entity, at) => (elsewhere.has(entity.name) ? [{ list, at, name: entity.name }] : [])),
  );

  it('are those of a run from scratch, whatever declaration changes, in whichever header it is seen', () => {
    expect(new Set(candidates.map(({ list }) => list)).size).toBeGreaterThanOrEqual(3);
    const memory = new FileMemory();
    emit(model, memory.begin(model, 'same'));
    const all = memory.rendered;
    let spared = 0;
    fc.assert(
      fc.property(fc.constantFrom(...candidates), ({ list, at }) => {
        const other = changed(list, at, changes[list] as (one: Entity) => Entity);
        const warm = emit(other, memory.begin(other, 'same'));
        spared += all - memory.rendered;
        expect(warm).toEqual(emit(other));
      }),
      { numRuns: 25 },
    );
    expect(spared).toBeGreaterThan(0);
  });

  it('are those of a run from scratch, whatever part of whatever entity changes', () => {
    const memories = [new FileMemory(), new FileMemory(undefined, true)];
    for (const memory of memories) emit(model, memory.begin(model, 'same'));
    fc.assert(
      fc.property(fc.constantFrom(...modelLists), fc.nat(), fc.infiniteStream(fc.nat()), (list, at, picks) => {
        const pick = (count: number) => (picks.next().value as number) % count;
        const index = at % model[list].length;
        const entity = withOtherPart(model[list][index], pick) as Entity;
        const problems: string[] = [];
        checkEntityShape(list, entity, list, problems);
        // What no model may hold, such as another calling convention, reaches no target.
        fc.pre(problems.length === 0);
        const other: Model = { ...model, [list]: model[list].map((one, place) => (place === index ? entity : one)) };
        const cold = emit(other);
        for (const memory of memories) expect(emit(other, memory.begin(other, 'same'))).toEqual(cold);
      }),
      { numRuns: 25 },
    );
  });

  it('are those of a run from scratch where structures ask interfaces that they do not mention', () => {
    const memory = new FileMemory(undefined, true);
    emit(model, memory.begin(model, 'same'));
    for (const name of ['ISOSDacInterface', 'ISOSDacInterface3', 'IXCLRDataModule', 'IXCLRDataStackWalk']) {
      const at = model.interfaces.findIndex((one) => one.name === name);
      const other = changed('interfaces', at, changes.interfaces as (one: Entity) => Entity);
      const warm = emit(other, memory.begin(other, 'same'));
      expect([name, warm]).toEqual([name, emit(other)]);
    }
  });

  it('are rendered anew in one header and one module where a text changes', () => {
    const memory = new FileMemory();
    emit(model, memory.begin(model, 'same'));
    for (const { list, at, name } of candidates.filter((_, index) => index % 40 === 0)) {
      const other = changed(list, at, (one) => ({ ...one, docs: { summary: `About ${name}.` } }) as unknown as Entity);
      const warm = emit(other, memory.begin(other, 'same'));
      expect([name, memory.rendered <= 4]).toEqual([name, true]);
      expect(warm).toEqual(emit(other));
    }
  });
});
