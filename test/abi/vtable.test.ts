import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CompileFolder, emitHeaders, factsModel, hasProgram, run } from './generated-headers.ts';

const folder = new CompileFolder();
let model: Awaited<ReturnType<typeof factsModel>>;

beforeAll(async () => {
  model = await factsModel();
  folder.writeAll(emitHeaders(model));
});
afterAll(() => folder.remove());

/** Slots by interface and method in the dump of `-fdump-vtable-layouts`, for either ABI. */
function slotsOf(dump: string): Map<string, Map<string, number>> {
  const tables = new Map<string, Map<string, number>>();
  let slots: Map<string, number> | undefined;
  for (const line of dump.split('\n')) {
    const indices = /^VTable indices for '(?:::)?(\w+)' \(\d+ entr/.exec(line);
    const microsoft = /^VFTable indices for '(\w+)'/.exec(line);
    const name = indices?.[1] ?? microsoft?.[1];
    if (name !== undefined) {
      slots = new Map();
      tables.set(name, slots);
      continue;
    }
    const entry = /^\s+(\d+) \| .*?(\w+)::(~?\w+)\(/.exec(line);
    if (entry && slots) slots.set(entry[3] as string, Number(entry[1]));
    else if (!/^\s|^$/.test(line)) slots = undefined;
  }
  return tables;
}

describe.skipIf(!hasProgram('clang++'))('vtable slots as clang lays them out', () => {
  for (const target of [
    'x86_64-pc-windows-msvc',
    'i686-pc-windows-msvc',
    'aarch64-pc-windows-msvc',
    'x86_64-linux-gnu',
  ]) {
    it(`are those of the model for ${target}`, async () => {
      const exact = model.model.interfaces.filter(
        (entity) => entity.vtable === 'exact' && entity.header !== 'clr_platform.h' && entity.methods.length > 0,
      );
      // A class that has all methods makes the compiler lay out the tables of its bases.
      const uses = exact.map(
        (entity) =>
          `struct Use_${entity.name} : ${entity.name} { Use_${entity.name}(); };\nUse_${entity.name}::Use_${entity.name}() {}\n`,
      );
      const source = folder.write(`slots-${target}.cpp`, `#include "cpp/clr.h"\n${uses.join('')}`);
      const flags = [
        `--target=${target}`,
        '-std=c++17',
        '-ffreestanding',
        '-fms-extensions',
        '-DCLR_PLATFORM_NATIVE=0',
      ];
      const dump = ['-Xclang', '-fdump-vtable-layouts', '-S', '-emit-llvm', '-o', '/dev/null'];
      const result = await run('clang++', [...flags, ...dump, `-I${folder.path}`, source]);
      expect(result.ok, result.output.slice(-3000)).toBe(true);
      const tables = slotsOf(result.output);
      const wrong: string[] = [];
      for (const entity of exact) {
        const slots = tables.get(entity.name);
        for (const method of entity.methods) {
          const slot = slots?.get(method.name);
          if (slot !== method.slot) wrong.push(`${entity.name}::${method.name}: ${slot} instead of ${method.slot}`);
        }
      }
      expect(wrong.slice(0, 20)).toEqual([]);
      expect(exact.length).toBeGreaterThan(400);
    });
  }
});
