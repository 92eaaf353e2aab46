import { certainDirection } from './certain-direction.ts';
import type { FactField, FactSignature } from './check-facts.ts';
import type { FactKind, Facts } from './facts.ts';
import type {
  ApiFunction,
  Callback,
  Constant,
  Enumeration,
  Field,
  Hresult,
  Interface,
  Method,
  NamedGuid,
  Parameter,
  SourceRef,
  Structure,
  Typedef,
} from './model.ts';

/** Where interfaces that the Windows headers define live in the model. */
const platformHeader = 'clr_platform.h';

/** Provenance of a fact. */
export function factRef(kind: FactKind, key: string): SourceRef {
  return `facts/${kind}.json#${key}`;
}

/** The interface as the facts know it: all its methods, undocumented. */
export function interfaceOfFacts(name: string, facts: Facts): Interface | undefined {
  const external = facts.externals[name];
  if (external) {
    const source = factRef('externals', name);
    return {
      name,
      header: platformHeader,
      documented: false,
      ...(external.iid !== undefined && { iid: external.iid }),
      ...(external.base !== undefined && { base: external.base }),
      vtable: 'exact',
      firstSlot: external.first,
      methods: Object.entries(external.methods).map(([method, signature], index) =>
        methodOfFacts(name, method, external.first + index, signature, facts, source),
      ),
      callback: false,
      sources: { name: source, iid: source, base: source, methods: source },
    };
  }
  const known = facts.iids[name];
  if (!known) return undefined;
  const vtable = facts.vtables[name];
  const signatures = facts.signatures[name] ?? {};
  const source = factRef('iids', name);
  const methods = (vtable?.methods ?? []).flatMap((method, index) => {
    const signature = signatures[method];
    if (!vtable || !signature) return [];
    return [
      methodOfFacts(name, method, vtable.first + index, signature, facts, factRef('signatures', name), known.class),
    ];
  });
  const exact = vtable !== undefined && methods.length === vtable.methods.length;
  return {
    name,
    header: known.header,
    documented: false,
    ...(known.iid !== undefined && { iid: known.iid }),
    ...(known.base !== undefined && { base: known.base }),
    vtable: exact ? 'exact' : 'unknown',
    firstSlot: exact ? vtable.first : -1,
    methods: exact ? methods : methods.map((method) => ({ ...method, slot: -1 })),
    callback: facts['callback-interfaces'][name] !== undefined,
    ...(known.class && { plainClass: true }),
    sources: {
      name: source,
      header: source,
      ...(known.iid !== undefined && { iid: source }),
      ...(known.base !== undefined && { base: source }),
      ...(vtable && { methods: factRef('vtables', name) }),
    },
  };
}

function methodOfFacts(
  owner: string,
  name: string,
  slot: number,
  signature: FactSignature,
  facts: Facts,
  source: SourceRef,
  plainClass = false,
): Method {
  const [returns, ...parameters] = signature;
  return {
    name,
    slot,
    documented: false,
    returns,
    callingConvention: plainClass ? 'thiscall' : 'stdcall',
    parameters: parametersOfFacts(`${owner}::${name}`, parameters, facts),
    hresults: [],
    sources: { signature: source },
  };
}

/**
 * Parameters from typed names. The declarations of the headers carry no direction: facts state it by symbol, or the
 * type tells it (`certainDirection`).
 */
function parametersOfFacts(
  symbol: string,
  parameters: readonly (readonly [string, string])[],
  facts: Facts,
): Parameter[] {
  const taken = new Set<string>();
  return parameters.map(([type, declared], index) => {
    const name = uniqueName(declared || `arg${index + 1}`, taken);
    const stated = facts.directions[symbol]?.[name];
    if (Array.isArray(stated)) {
      const [direction, count] = stated;
      return { name, type, direction, array: true, sizeIs: [count] };
    }
    const direction = stated ?? directionInFacts(type, facts);
    return { name, type, ...(direction && { direction }) };
  });
}

/** Directions of types by facts: the same few hundred types make up thousands of parameters. */
const directions = new WeakMap<Facts, Map<string, 'in' | 'out' | undefined>>();

function directionInFacts(type: string, facts: Facts): 'in' | 'out' | undefined {
  let known = directions.get(facts);
  if (!known) {
    known = new Map();
    directions.set(facts, known);
  }
  if (!known.has(type))
    known.set(
      type,
      certainDirection(type, facts, (name) => isInterfaceName(name, facts)),
    );
  return known.get(type);
}

/** The name, or the name with the lowest number that makes it unique; adds it to the names taken. */
export function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let count = 2; taken.has(unique); count++) unique = `${name}${count}`;
  taken.add(unique);
  return unique;
}

function isInterfaceName(name: string, facts: Facts): boolean {
  return facts.iids[name] !== undefined || facts.externals[name] !== undefined;
}

export function enumOfFacts(name: string, facts: Facts): Enumeration | undefined {
  const known = facts.enums[name];
  if (!known) return undefined;
  const source = factRef('enums', name);
  const members = Object.entries(known.members).map(([member, value]) => ({ name: member, value, documented: false }));
  return {
    name,
    header: known.header,
    documented: false,
    ...(known.scope !== undefined && { scope: known.scope }),
    size: known.size,
    flags: known.flags ?? false,
    members,
    sources: { name: source, header: source, values: source },
  };
}

export function structOfFacts(name: string, facts: Facts): Structure | undefined {
  const known = facts.structs[name];
  if (!known) return undefined;
  const source = factRef('structs', name);
  return {
    name,
    header: known.header,
    documented: false,
    kind: known.kind,
    ...(known.tag !== undefined && { tag: known.tag }),
    pointerNames: [],
    fields: known.fields.map((field) => fieldOfFacts(field)),
    layout: { size: known.size, size32: known.size32 },
    ...(known.pack !== undefined && { pack: known.pack }),
    sources: { name: source, header: source, fields: source, layout: source },
  };
}

function fieldOfFacts(field: FactField): Field {
  if ('kind' in field) {
    return {
      name: field.name,
      type: '',
      nested: { kind: field.kind, fields: field.fields.map((inner) => fieldOfFacts(inner)) },
      offset: field.offset,
    };
  }
  const [name, type, offset, , bits] = field;
  return {
    name,
    type,
    ...(bits !== undefined && { bits }),
    ...(offset !== null && { offset }),
  };
}

export function functionOfFacts(name: string, facts: Facts): ApiFunction | undefined {
  const known = facts.functions[name];
  if (!known) return undefined;
  const source = factRef('functions', name);
  return {
    name,
    header: known.header,
    documented: false,
    returns: known.returns,
    callingConvention: known.convention,
    parameters: parametersOfFacts(name, known.parameters, facts),
    hresults: [],
    ...(known.module !== undefined && { module: known.module }),
    ...(known.entryPoint !== undefined && { entryPoint: known.entryPoint }),
    sources: { name: source, header: source, signature: source },
  };
}

export function callbackOfFacts(name: string, facts: Facts): Callback | undefined {
  const known = facts.callbacks[name];
  if (!known) return undefined;
  const source = factRef('callbacks', name);
  return {
    name,
    header: known.header,
    documented: false,
    form: known.form,
    returns: known.returns,
    callingConvention: known.convention,
    parameters: parametersOfFacts(
      name,
      known.parameters.map((type) => [type, ''] as const),
      facts,
    ),
    hresults: [],
    sources: { name: source, header: source, signature: source },
  };
}

export function typedefOfFacts(name: string, facts: Facts): Typedef | undefined {
  const known = facts.typedefs[name];
  if (!known) return undefined;
  const source = factRef('typedefs', name);
  return { name, header: known.header, documented: false, type: known.type, sources: { name: source, type: source } };
}

export function constantOfFacts(name: string, facts: Facts): Constant | undefined {
  const known = facts.constants[name];
  if (!known) return undefined;
  const source = factRef('constants', name);
  return {
    name,
    header: known.header,
    documented: false,
    value: known.value,
    ...(known.type !== undefined && { type: known.type }),
    sources: { name: source, value: source },
  };
}

/** CLSIDs and the other named GUIDs, without those that are the IID of an interface of the facts. */
export function guidsOfFacts(facts: Facts): NamedGuid[] {
  const classes = Object.entries(facts.clsids).map(([name, { clsid, header }]): NamedGuid => {
    const source = factRef('clsids', name);
    return { name, header, documented: false, kind: 'clsid', guid: clsid, sources: { name: source, guid: source } };
  });
  const others = Object.entries(facts.guids).map(([name, { guid, kind, header }]): NamedGuid => {
    const source = factRef('guids', name);
    return { name, header, documented: false, kind, guid, sources: { name: source, guid: source } };
  });
  return [...classes, ...others];
}

/** The header of the CLR's own HRESULTs; targets emit those of Windows beside them. */
const hresultHeader = 'corerror.h';

export function hresultOfFacts(name: string, facts: Facts): Hresult | undefined {
  const known = facts.hresults[name];
  if (!known) return undefined;
  const source = factRef('hresults', name);
  const made = hresultOfValue(name, Number(known.value), facts);
  return { ...made, header: known.header ?? hresultHeader, sources: { name: source, value: source } };
}

/** Takes an HRESULT apart: bit 31 severity, bits 16 to 26 facility, bits 0 to 15 code ([MS-ERREF] 2.1). */
export function hresultOfValue(name: string, value: number, facts: Facts): Hresult {
  const description = facts['hresult-descriptions'][name];
  return {
    name,
    header: hresultHeader,
    documented: false,
    value,
    severity: value > 0x7fffffff ? 'error' : 'success',
    facility: (value >>> 16) & 0x7ff,
    code: value & 0xffff,
    ...(description !== undefined && { description }),
    sources: {},
  };
}
