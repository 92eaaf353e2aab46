import type { TypeTable } from '../../model/canonical.ts';
import { cyclesOf } from './cycles.ts';
import { createDependencies, type Dependencies } from './dependencies.ts';
import { extrasOf } from './extras.ts';
import { type Declared, HRESULT_HEADER, type Names, tagOf } from './names.ts';
import { type RareStruct, rareStruct } from './platform-view.ts';
import { typeReference } from './type-text.ts';

/** What one header holds, in the order in which a compiler needs it. */
export interface HeaderPlan {
  readonly file: string;
  /** Headers of ours that it includes, beside the platform's, in order. */
  readonly includes: readonly string[];
  /** Headers of the platform that it includes where they exist, beside those that all need. */
  readonly platformIncludes: readonly string[];
  /** Typedefs of other headers that are repeated here, which is legal, rather than including the whole header. */
  readonly repeated: readonly Declared[];
  /** Names that are declared before everything else. */
  readonly forwards: readonly Forward[];
  /** Structures of Windows that few platforms have and this header uses. */
  readonly rare: readonly RareStruct[];
  readonly declarations: readonly Declared[];
  /** What C++ cannot declare, with the name that stands in the way. */
  readonly omitted: readonly { readonly declared: Declared; readonly obstacle: string }[];
}

/** A forward declaration: `struct X;`, with a typedef where the tag has another name. */
export interface Forward {
  readonly keyword: 'struct' | 'union';
  readonly tag: string;
  readonly name: string;
  /** An interface has one tag everywhere; a client may know a structure by another one. */
  readonly interface: boolean;
}

/** Kinds in the order in which a header shows them, as far as dependencies leave the choice. */
const RANK: Readonly<Record<Declared['kind'], number>> = {
  constant: 0,
  typedef: 1,
  enum: 2,
  struct: 3,
  callback: 4,
  interface: 5,
  coclass: 6,
  guid: 7,
  function: 8,
};

/**
 * Lays the declarations of a model out over headers so that each header compiles alone: what must be defined before is
 * included, what need only be named is declared. Includes have no circles: declarations on which headers of a circle
 * depend move to a header of their own.
 */
export function planHeaders(names: Names, types: TypeTable): HeaderPlan[] {
  const dependencies = createDependencies(names, types);
  const headers = breakCycles(names, dependencies);
  const homeOf = new Map<Declared, string>();
  for (const [file, list] of headers) for (const declared of list) homeOf.set(declared, file);

  const direct = new Map<string, ReadonlySet<string>>();
  for (const [file, list] of headers) direct.set(file, includesOf(file, list, names, dependencies, homeOf));
  addCustomaryIncludes(direct);
  const reach = new Map<string, ReadonlySet<string>>();

  return [...headers].map(([file, list]) => {
    const reachable = reachOf(file, direct, reach);
    const declarations: Declared[] = [];
    const omitted: { declared: Declared; obstacle: string }[] = [];
    for (const declared of list) {
      const obstacle = dependencies.obstacle(declared);
      if (obstacle === null) declarations.push(declared);
      else omitted.push({ declared, obstacle });
    }
    return {
      file,
      platformIncludes: PLATFORM_INCLUDES[file] ?? [],
      includes: withoutIndirect(direct.get(file) ?? new Set(), direct, reach),
      repeated: repeatedOf(file, declarations, names, dependencies, homeOf, reachable),
      forwards: forwardsOf(file, list, names, types, dependencies, homeOf, reachable),
      rare: rareOf(list, names, dependencies),
      declarations: inOrder(declarations, names, dependencies),
      omitted,
    };
  });
}

/** The declarations that must stand before those of a header: what they use, and what its hand-written parts use. */
function* prerequisites(
  file: string,
  list: readonly Declared[],
  names: Names,
  dependencies: Dependencies,
): Generator<Declared> {
  for (const declared of list) {
    if (dependencies.obstacle(declared) !== null) continue;
    for (const { name, need } of dependencies.of(declared)) {
      const target = need === 'complete' ? names.types.get(name) : undefined;
      if (target) yield target;
    }
  }
  for (const extra of extrasOf(file, names)) {
    for (const name of extra.needs) yield names.types.get(name) as Declared;
  }
}

function includesOf(
  file: string,
  list: readonly Declared[],
  names: Names,
  dependencies: Dependencies,
  homeOf: ReadonlyMap<Declared, string>,
): Set<string> {
  const files = new Set<string>();
  for (const target of prerequisites(file, list, names, dependencies)) {
    const home = homeOf.get(target);
    if (home !== undefined && home !== file && !isRepeatable(target, names)) files.add(home);
  }
  return new Set([...files].sort());
}

function reachOf(
  file: string,
  direct: ReadonlyMap<string, ReadonlySet<string>>,
  known: Map<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const before = known.get(file);
  if (before) return before;
  const reached = new Set<string>();
  known.set(file, reached);
  for (const next of direct.get(file) ?? []) {
    reached.add(next);
    for (const further of reachOf(next, direct, known)) reached.add(further);
  }
  return reached;
}

/** Whether a declaration is a typedef of platform types alone, perhaps through other such typedefs. */
function isRepeatable(declared: Declared, names: Names, depth = 0): boolean {
  if (declared.kind !== 'typedef' || depth > 16) return false;
  const reference = typeReference(declared.entity.type);
  const target = reference === null ? undefined : names.types.get(reference.name);
  return target === undefined ? reference === null || !isRare(reference.name) : isRepeatable(target, names, depth + 1);
}

function isRare(name: string): boolean {
  return rareStruct(name) !== undefined;
}

function repeatedOf(
  file: string,
  list: readonly Declared[],
  names: Names,
  dependencies: Dependencies,
  homeOf: ReadonlyMap<Declared, string>,
  reachable: ReadonlySet<string>,
): Declared[] {
  const repeated = new Set<Declared>();
  const repeat = (targets: Iterable<Declared>): void => {
    for (const target of targets) {
      const home = homeOf.get(target);
      if (home === undefined || home === file || reachable.has(home) || repeated.has(target)) continue;
      repeat(prerequisites('', [target], names, dependencies));
      repeated.add(target);
    }
  };
  repeat(prerequisites(file, list, names, dependencies));
  return [...repeated];
}

/**
 * Headers of the platform that Microsoft's own include, for their clients: the rest must stay out, as a small platform
 * layer may have them and yet not have what they need.
 */
const PLATFORM_INCLUDES: Readonly<Record<string, readonly string[]>> = {
  'cor.h': ['ole2.h', 'specstrings.h'],
  'cordebug.h': ['objidl.h'],
  'corsym.h': ['objidl.h'],
  'metahost.h': ['objidl.h'],
  'mscoree.h': ['objidl.h'],
};

/** Headers that Microsoft's own include, so that a client of the one has always had the other. */
const CUSTOMARY_INCLUDES: Readonly<Record<string, readonly string[]>> = {
  'cor.h': ['corerror.h', 'corhdr.h'],
  'cordebug.h': ['corhdr.h'],
  'corprof.h': ['corhdr.h'],
  'corsym.h': ['corhdr.h'],
  'dacprivate.h': ['sospriv.h'],
  'ivalidator.h': ['ivehandler.h'],
  'metahost.h': ['mscoree.h'],
  'mscoree.h': ['gchost.h', 'ivalidator.h'],
  'sospriv.h': ['xclrdata.h'],
  'xclrdata.h': ['clrdata.h'],
  'xcordebug.h': ['cordebug.h'],
};

/** Adds them where the model has both headers and no circle comes of it. */
function addCustomaryIncludes(direct: Map<string, ReadonlySet<string>>): void {
  for (const [file, others] of Object.entries(CUSTOMARY_INCLUDES)) {
    for (const other of others) {
      const includes = direct.get(file);
      const known = direct.has(other) || other === HRESULT_HEADER;
      if (includes && known && !reachOf(other, direct, new Map()).has(file))
        direct.set(file, new Set([...includes, other]));
    }
  }
}

/** Includes that no other include brings anyway. */
function withoutIndirect(
  files: ReadonlySet<string>,
  direct: ReadonlyMap<string, ReadonlySet<string>>,
  known: Map<string, ReadonlySet<string>>,
): string[] {
  return [...files].filter(
    (file) => ![...files].some((other) => other !== file && reachOf(other, direct, known).has(file)),
  );
}

function forwardsOf(
  file: string,
  list: readonly Declared[],
  names: Names,
  types: TypeTable,
  dependencies: Dependencies,
  homeOf: ReadonlyMap<Declared, string>,
  reachable: ReadonlySet<string>,
): Forward[] {
  const forwards = new Map<string, Forward>();
  const add = (keyword: Forward['keyword'], tag: string, name: string, isInterface: boolean): void => {
    if (!forwards.has(name)) forwards.set(name, { keyword, tag, name, interface: isInterface });
  };
  for (const declared of list)
    if (declared.kind === 'interface') add('struct', declared.entity.name, declared.entity.name, true);
  for (const declared of list) {
    for (const { name, need } of dependencies.of(declared)) {
      if (need === 'complete') continue;
      const target = names.types.get(name);
      if (!target) {
        if (types.kindOf(name) === 'unknown') add('struct', name, name, true);
        continue;
      }
      const home = homeOf.get(target);
      if (home === undefined || (home !== file && reachable.has(home))) continue;
      if (target.kind === 'interface') add('struct', name, name, true);
      else if (target.kind === 'struct')
        add(target.entity.kind, tagOf(target.entity, names), target.entity.name, false);
    }
  }
  return [...forwards.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function rareOf(list: readonly Declared[], names: Names, dependencies: Dependencies): RareStruct[] {
  const rare = new Set<RareStruct>();
  for (const declared of list) {
    for (const { name } of dependencies.of(declared)) {
      const struct = names.types.has(name) ? undefined : rareStruct(name);
      if (struct) rare.add(struct);
    }
  }
  return [...rare].sort((a, b) => (a.tag < b.tag ? -1 : 1));
}

/** Definitions before their use, else by kind and in the model's order. */
function inOrder(list: readonly Declared[], names: Names, dependencies: Dependencies): Declared[] {
  const here = new Set(list);
  const placed = new Set<Declared>();
  const ordered: Declared[] = [];
  const place = (declared: Declared): void => {
    if (placed.has(declared)) return;
    placed.add(declared);
    for (const { name, need } of dependencies.of(declared)) {
      const target = need === 'complete' ? names.types.get(name) : undefined;
      if (target && here.has(target)) place(target);
    }
    ordered.push(declared);
  };
  const byKind = list.map((declared, index) => ({ declared, index }));
  byKind.sort((a, b) => RANK[a.declared.kind] - RANK[b.declared.kind] || a.index - b.index);
  for (const { declared } of byKind) place(declared);
  return ordered;
}

function breakCycles(names: Names, dependencies: Dependencies): Map<string, readonly Declared[]> {
  const homeOf = new Map<Declared, string>();
  for (const [file, list] of names.headers) for (const declared of list) homeOf.set(declared, file);
  const graph = new Map<string, ReadonlySet<string>>();
  for (const [file, list] of names.headers) graph.set(file, includesOf(file, list, names, dependencies, homeOf));

  const result = new Map<string, readonly Declared[]>(names.headers);
  cyclesOf(graph).forEach((circle, index) => {
    const moved = new Set<Declared>();
    const move = (declared: Declared): void => {
      if (moved.has(declared)) return;
      moved.add(declared);
      for (const target of neededIn(declared)) move(target);
    };
    const inCircle = (name: string): Declared[] => {
      const target = names.types.get(name);
      return target && !isRepeatable(target, names) && circle.has(homeOf.get(target) ?? '') ? [target] : [];
    };
    const neededIn = (declared: Declared): Declared[] =>
      dependencies.of(declared).flatMap(({ name, need }) => (need === 'complete' ? inCircle(name) : []));
    for (const file of circle) {
      const targets = (names.headers.get(file) ?? []).flatMap(neededIn);
      for (const extra of extrasOf(file, names)) targets.push(...extra.needs.flatMap(inCircle));
      for (const target of targets) if (homeOf.get(target) !== file) move(target);
    }
    for (const file of circle) {
      result.set(
        file,
        (names.headers.get(file) ?? []).filter((declared) => !moved.has(declared)),
      );
    }
    result.set(index === 0 ? 'clr_types.h' : `clr_types_${index + 1}.h`, [...moved]);
  });
  return result;
}
