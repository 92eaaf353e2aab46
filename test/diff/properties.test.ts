import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeKinds, grades } from '../../src/diff/change.ts';
import type { Model } from '../../src/model/model.ts';
import { changesOf, shortly } from './models.ts';
import { sample } from './sample.ts';

type Path = readonly (string | number)[];

/** Members that say the same as another one, or say where a fact is from. */
const derived =
  /^version$|\.sources\.|\.area$|^hresults\.\d+\.(severity|facility|code)$|\.docs\.origin$|^structs\.\d+\.fields\.3\.type$/;

/** The paths of all values of a model that are no objects. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return derived.test(path.join('.')) ? [] : [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** The paths of all lists of a model, and of those inside of entities. */
function lists(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, child]) =>
    lists(child, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return Array.isArray(value) && value.length > 0 ? [path, ...inner] : inner;
}

// biome-ignore lint/suspicious/noExplicitAny: walks the model as plain JSON.
function at(model: any, path: Path): any {
  return path.reduce((value, key) => value[key], model);
}

/** A copy of the model in which the value at a path is what `change` makes of it. */
function edited(model: Model, path: Path, change: (value: unknown) => unknown): Model {
  const copy = structuredClone(model);
  const owner = at(copy, path.slice(0, -1));
  const key = path.at(-1) as string;
  owner[key] = change(owner[key]);
  if (owner[key] === undefined) delete owner[key];
  return copy;
}

/** Another value of the same kind, valid where only some are. */
function another(value: unknown, path: Path): unknown {
  const choices: Readonly<Record<string, readonly unknown[]>> = {
    vtable: ['exact', 'unknown'],
    callingConvention: ['stdcall', 'cdecl'],
    direction: ['in', 'out'],
    kind:
      path[0] === 'guids'
        ? ['clsid', 'libid']
        : path[0] === 'markers'
          ? ['managedClass', 'attribute']
          : ['struct', 'union'],
    form: ['function', 'pointer'],
  };
  const choice = choices[path.at(-1) as string];
  if (choice) return choice.find((other) => other !== value);
  if (path.at(-1) === 'type' || path.at(-1) === 'returns') return 'double';
  if (typeof value === 'number') return value + 16;
  if (typeof value === 'boolean') return !value;
  return `${value}X`;
}

const allLeaves = leaves(sample);

describe('compareModels', () => {
  it('gives nothing for equal models', () => {
    expect(changesOf(sample, structuredClone(sample))).toEqual([]);
  });

  it.each(allLeaves.map((path) => [path.join('.'), path] as const))('sees a change of %s', (_, path) => {
    const next = edited(sample, path, (value) => another(value, path));
    expect(changesOf(sample, next)).not.toEqual([]);
    expect(changesOf(next, sample)).not.toEqual([]);
  });

  const abiMembers =
    /\.(iid|base|firstSlot|slot|returns|callingConvention|variadic|guid|clsid|module|pack|bits)$|^enums\.\d+\.(size|members\.\d+\.value)$|^(structs|typedefs)\..*\.?type$|\.parameters\.\d+\.type$|^(constants|hresults)\.\d+\.value$/;
  const abiLeaves = allLeaves.filter((path) => abiMembers.test(path.join('.')) && path.at(-2) !== 'docs');
  it.each(abiLeaves.map((path) => [path.join('.'), path] as const))('grades a change of %s as abi', (_, path) => {
    const changes = changesOf(
      sample,
      edited(sample, path, (value) => another(value, path)),
    );
    expect(changes.filter(({ grade }) => grade === 'abi').length, shortly(changes).join('\n')).toBeGreaterThan(0);
  });

  const textLeaves = allLeaves
    .filter((path) => /\.(text|summary|remarks|returns|description|page|library)$/.test(path.join('.')))
    .filter((path) => path.at(-1) !== 'returns' || path.at(-2) === 'docs');
  it.each(textLeaves.map((path) => [path.join('.'), path] as const))('grades a change of %s as docs', (_, path) => {
    const changes = changesOf(
      sample,
      edited(sample, path, (value) => another(value, path)),
    );
    expect(changes.map(({ grade }) => grade)).toEqual(['docs']);
  });

  it('takes a text that one side alone has for a change only where both have all of theirs', () => {
    const path = ['interfaces', 0, 'methods', 0, 'docs', 'remarks'];
    const next = edited(sample, path, () => undefined);
    expect(shortly(changesOf(sample, next))).toEqual(['remarks ICorDebugThread::GetA: Call it. -> ']);
    expect(changesOf(sample, next, false)).toEqual([]);
    expect(changesOf(next, sample, false)).toEqual([]);
  });

  it('ignores how prose is wrapped', () => {
    for (const path of textLeaves) {
      if (path.at(-1) === 'page') continue;
      const next = edited(sample, path, (value) => `\n${String(value).replaceAll(' ', '  \n')} `);
      expect(changesOf(sample, next)).toEqual([]);
    }
  });

  /** One edit of a model: another value, an item less, twice, or in another place. */
  const edit = fc.record({
    what: fc.constantFrom('value', 'absent', 'remove', 'duplicate', 'move'),
    place: fc.nat(),
    to: fc.nat(),
  });

  function apply(model: Model, { what, place, to }: { what: string; place: number; to: number }): Model {
    if (what === 'value' || what === 'absent') {
      const paths = leaves(model);
      const path = paths[place % Math.max(1, paths.length)];
      if (!path) return model;
      const optional = /(iid|tag|scope|page|library|bits|pack|module|direction|expression|base)$/.test(
        String(path.at(-1)),
      );
      return edited(model, path, (value) => (what === 'absent' && optional ? undefined : another(value, path)));
    }
    const found = lists(model);
    const path = found[place % Math.max(1, found.length)];
    if (!path) return model;
    return edited(model, path, (value) => {
      const list = [...(value as unknown[])];
      const index = to % list.length;
      const [item] = list.splice(index, 1);
      if (what === 'duplicate') list.push(item, structuredClone(item));
      if (what === 'move') list.splice((index + 1) % (list.length + 1), 0, item);
      return list;
    });
  }

  const edits = fc.array(edit, { maxLength: 8 });

  it('is total: every pair of models gives well-formed changes, in order, the same each time', () => {
    fc.assert(
      fc.property(edits, edits, (before, after) => {
        const [old, next] = [before.reduce(apply, sample), after.reduce(apply, sample)];
        const changes = changesOf(old, next);
        for (const change of changes) {
          expect(change.grade).toBe(changeKinds[change.kind].grade);
          expect(change.api).not.toBe('');
          expect(change.header).not.toBe('');
          expect([change, change.old !== undefined && change.old === change.new]).toEqual([change, false]);
        }
        const ranks = changes.map(({ grade }) => grades.indexOf(grade));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        expect(changesOf(structuredClone(old), structuredClone(next))).toEqual(changes);
      }),
      { numRuns: 300 },
    );
  });

  it('is reflexive, and sees a difference from both sides', () => {
    fc.assert(
      fc.property(edits, edits, (before, after) => {
        const [old, next] = [before.reduce(apply, sample), after.reduce(apply, sample)];
        expect(changesOf(old, structuredClone(old))).toEqual([]);
        expect(changesOf(old, next).length > 0).toBe(changesOf(next, old).length > 0);
      }),
      { numRuns: 300 },
    );
  });

  it('reports an inserted method once, whatever it shifts', () => {
    fc.assert(
      fc.property(fc.nat({ max: 3 }), (index) => {
        const next = structuredClone(sample) as unknown as {
          interfaces: { firstSlot: number; methods: { name: string; slot: number }[] }[];
        };
        const [base, heir] = next.interfaces as [(typeof next.interfaces)[0], (typeof next.interfaces)[0]];
        base.methods.splice(index, 0, { ...structuredClone(base.methods[0]), name: 'Inserted', slot: 0 } as never);
        for (const [at, method] of base.methods.entries()) method.slot = 3 + at;
        heir.firstSlot++;
        for (const method of heir.methods) method.slot++;
        const changes = changesOf(sample, next as unknown as Model);
        expect(changes.map(({ kind, api }) => [kind, api])).toEqual([['method-inserted', 'ICorDebugThread::Inserted']]);
      }),
    );
  });
});
