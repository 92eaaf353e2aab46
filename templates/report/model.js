import { route } from './dom.js';
import { prepare } from './search.js';

/** Kinds of APIs: part of the address, title, title of many, and what one counts for in the search. */
export const kinds = {
  i: { slug: 'interface', title: 'Interface', many: 'Interfaces', weight: 3 },
  e: { slug: 'enumeration', title: 'Enumeration', many: 'Enumerations', weight: 2 },
  s: { slug: 'structure', title: 'Structure', many: 'Structures', weight: 2 },
  f: { slug: 'function', title: 'Function', many: 'Functions', weight: 2 },
  c: { slug: 'callback', title: 'Callback', many: 'Callbacks', weight: 1 },
  t: { slug: 'typedef', title: 'Typedef', many: 'Typedefs', weight: 1 },
  o: { slug: 'coclass', title: 'Coclass', many: 'Coclasses', weight: 1 },
  r: { slug: 'hresult', title: 'HRESULT', many: 'HRESULTs', weight: 0 },
  k: { slug: 'constant', title: 'Constant', many: 'Constants', weight: 0 },
  g: { slug: 'guid', title: 'GUID', many: 'GUIDs', weight: 0 },
  m: { slug: 'marker', title: 'Marker', many: 'Markers', weight: 0 },
};

/** The address of an entity's page. */
export function entityRoute(entity) {
  return route(kinds[entity.k].slug, entity.n);
}

/** The address of a method's page. */
export function methodRoute(owner, method) {
  return route('interface', owner.n, method.n);
}

/** The data with what pages ask for: entities by name and by address, heirs, users of HRESULTs, the search index. */
export function readModel(data) {
  for (const entity of data.entities) expand(entity, data);
  const byName = new Map();
  const byAddress = new Map();
  const heirs = new Map();
  const results = new Map();
  for (const entity of data.entities) {
    byAddress.set(entityRoute(entity), entity);
    // Types first: a name in code means the type.
    const known = byName.get(entity.n);
    if (known === undefined || kinds[entity.k].weight > kinds[known.k].weight) byName.set(entity.n, entity);
    if (entity.b !== undefined) push(heirs, entity.b, entity);
    for (const [name] of entity.r ?? []) push(results, name, { entity });
    for (const method of entity.m ?? []) {
      for (const [name] of method.r ?? []) push(results, name, { entity, method });
    }
  }
  return { data, byName, byAddress, heirs, results, index: searchIndex(data) };
}

/** Gives an entity back what was left out because it follows from the rest. */
function expand(entity, { phrases, strings }) {
  const text = (code) =>
    code?.replace(/[\ue000-\uf8ff]/g, (character) => phrases[character.charCodeAt(0) - 0xe000] ?? character);
  // Phrases hold no phrases: once is enough.
  entity.c = text(entity.c);
  entity.t = text(entity.t);
  entity.x = (entity.x ?? []).map(([name, value, source]) => [strings[name], strings[value], strings[source]]);
  for (const method of entity.m ?? []) {
    if (method.p === 1) method.p = entity.p.replace(/-interface\.md$/, `-${method.n.toLowerCase()}-method.md`);
    expandCall(method, strings);
  }
  expandCall(entity, strings);
  if (entity.k !== 'r') return;
  const digits = entity.v.toString(16);
  entity.c ??= `#define ${entity.n} ((HRESULT)0x${digits.padStart(8, '0')})`;
  entity.t ??= `export const ${entity.n} = 0x${digits};`;
  entity.x.push(['severity', entity.v > 0x7fffffff ? 'error' : 'success']);
  entity.x.push(['facility', String((entity.v >>> 16) & 0x1fff)]);
  entity.x.push(['code', `0x${(entity.v & 0xffff).toString(16)}`]);
}

function expandCall(of, strings) {
  of.a = of.a?.map(([name, type, attributes, text]) => [name, strings[type], strings[attributes], strings[text]]);
  of.r = of.r?.map(([name, text]) => [strings[name], strings[text]]);
}

function push(map, key, value) {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** What can be searched for: entities, methods, enumerators. */
function searchIndex(data) {
  const index = [];
  for (const entity of data.entities) {
    const { title, weight } = kinds[entity.k];
    const name = prepare(entity.n);
    const where = data.strings[entity.h];
    index.push({ short: name, full: name, weight, title, where, href: entityRoute(entity), value: entity.v });
    for (const method of entity.m ?? []) {
      const full = prepare(`${entity.n}::${method.n}`);
      index.push({
        short: prepare(method.n),
        full,
        weight: 2,
        title: 'Method',
        where,
        href: methodRoute(entity, method),
      });
    }
    if (entity.k !== 'e') continue;
    for (const [member] of entity.e ?? []) {
      const full = prepare(`${entity.n}::${member}`);
      index.push({ short: prepare(member), full, weight: -2, title: 'Enumerator', where, href: entityRoute(entity) });
    }
  }
  return index;
}

/** The interfaces from an interface up to its root, that itself first. */
export function chainOf(model, entity) {
  const chain = [];
  let current = entity;
  while (current !== undefined && !chain.includes(current)) {
    chain.push(current);
    current = current.b === undefined ? undefined : interfaceOf(model, current.b);
  }
  return chain;
}

/** The interface of a name. */
function interfaceOf(model, name) {
  return model.byAddress.get(route('interface', name));
}

/** Where a fact comes from, in full. */
export function sourceText(source, entity) {
  if (source.endsWith('#')) return `metadata/${source}${entity.n}`;
  if (source.startsWith(':')) return `${entity.p}${source}`;
  return /^(?:facts|overrides)\//.test(source) ? `metadata/${source}` : source;
}
