import type { Availability, Entity, Model, SourceRef } from '../model/model.ts';
import type { ApiKind, Fact, Source } from './explanation.ts';
import type { Api } from './find-api.ts';
import type { Locate } from './sources.ts';

/** The kind of an API, in the words of the docs. */
export function kindOf({ list, entity, method, member }: Api): ApiKind {
  if (method) return 'method';
  if (member) return 'enumerator';
  switch (list) {
    case 'interfaces':
      return 'interface';
    case 'enums':
      return 'enumeration';
    case 'structs':
      return (entity as { kind?: string }).kind === 'union' ? 'union' : 'structure';
    case 'functions':
      return 'function';
    case 'callbacks':
      return 'callback';
    case 'typedefs':
      return 'typedef';
    case 'constants':
      return 'constant';
    case 'guids':
      return 'GUID';
    case 'coclasses':
      return 'coclass';
    case 'hresults':
      return 'HRESULT';
    case 'markers':
      return (entity as { kind?: string }).kind === 'attribute' ? 'attribute' : 'managed class';
  }
}

/** An HRESULT or a bit mask as its eight hexadecimal digits. */
export function hexadecimal(value: number): string {
  return `0x${(value >>> 0).toString(16).padStart(8, '0')}`;
}

/** The value of an enumerator: flags and what looks like a bit pattern also in hexadecimal. */
export function enumeratorText(value: number, flags: boolean): string {
  return (flags && value > 9) || value > 0xffff ? `0x${value.toString(16)}` : String(value);
}

/** The facts of an API with the source of each, in the order in which a reader asks for them. */
export function factsOf(api: Api, model: Model, locate: Locate): readonly Fact[] {
  const { entity, method, member } = api;
  const facts: Fact[] = [];
  const sources = method ? method.method.sources : entity.sources;
  const source = (...keys: readonly string[]): Source | undefined => {
    const ref = keys.map((key) => sources[key]).find((one) => one !== undefined);
    return ref === undefined ? undefined : locate(ref);
  };
  function add(name: string, value: string | number | undefined, of: Source | undefined): void {
    if (value === undefined || value === '') return;
    facts.push({ name, value: String(value), ...(of && { source: of }) });
  }
  const entitySource = (key: string): Source | undefined =>
    entity.sources[key] === undefined ? undefined : locate(entity.sources[key] as SourceRef);

  if (method) {
    const { of, method: own } = method;
    const last = of.firstSlot + of.methods.length - 1;
    const place = own.slot < 0 ? 'unknown' : `${own.slot} (${of.name} has ${of.firstSlot} to ${last})`;
    add('slot', place, entitySource('methods'));
    add('interface', chainText(of.name, model), entitySource('base') ?? entitySource('name'));
    add('IID', of.iid, entitySource('iid'));
    add('signature', `${own.callingConvention}, returns ${own.returns}`, source('params', 'signature'));
  } else if (member) {
    add('enumeration', entity.name, entitySource('name'));
    add('value', valueText(member.member.value), entitySource('enums') ?? entitySource('values'));
    add('expression', member.member.expression, entitySource('values'));
  } else {
    addOwnFacts(api, model, add, source);
  }
  add('header', entity.header, entitySource('header'));
  add('library', entity.library, pageSource(entity, locate));
  const availability = method?.method.availability ?? entity.availability;
  add('available', availabilityText(availability), method ? source('signature') : pageSource(entity, locate));
  const documented = member ? member.member.documented : (method?.method.documented ?? entity.documented);
  const page = method ? method.method.page : entity.page;
  if (documented && page !== undefined) add('docs', page, source('name'));
  else add('docs', documented ? 'documented' : 'not documented', undefined);
  return facts;
}

type Add = (name: string, value: string | number | undefined, of: Source | undefined) => void;

/** What entities of one kind alone have. */
function addOwnFacts(
  { list, entity }: Api,
  model: Model,
  add: Add,
  source: (...keys: readonly string[]) => Source | undefined,
): void {
  const any = entity as Entity & Readonly<Record<string, unknown>>;
  const textOf = (key: string): string | undefined => (any[key] === undefined ? undefined : String(any[key]));
  switch (list) {
    case 'interfaces': {
      const of =
        model.interfaces.find((one) => one === entity) ?? model.interfaces.find((one) => one.name === any.name);
      if (!of) return;
      add('IID', of.iid ?? 'unknown', source('iid'));
      add('base', chainText(of.name, model).replace(/^\S+(?: : )?/, '') || 'none', source('base'));
      const last = of.firstSlot + of.methods.length - 1;
      const own = of.methods.length === 0 ? 'none of its own' : `${of.firstSlot} to ${last} are its own`;
      add('slots', of.vtable === 'exact' ? own : 'unknown', source('methods'));
      if (of.callback) add('role', 'callback: the client implements it, the runtime calls it', undefined);
      if (of.plainClass) add('role', 'C++ class without the three methods of IUnknown', undefined);
      return;
    }
    case 'enums':
      add('size', `${textOf('size')} bytes${any.flags === true ? ', flags' : ''}`, source('enums', 'values'));
      add('tag', textOf('tag'), source('values'));
      return;
    case 'structs': {
      const layout = any.layout as { size: number; size32: number } | undefined;
      if (layout) add('size', `${layout.size} bytes, ${layout.size32} on 32-bit systems`, source('layout'));
      add('fields', (any.fields as readonly unknown[]).length, source('structs', 'fields'));
      add('packing', textOf('pack'), source('layout', 'fields'));
      add('pointers', (any.pointerNames as readonly string[]).join(', '), source('fields'));
      add('tag', textOf('tag'), source('fields'));
      return;
    }
    case 'functions':
    case 'callbacks':
      add('signature', `${textOf('callingConvention')}, returns ${textOf('returns')}`, source('params', 'signature'));
      add('exported by', textOf('module'), source('name'));
      add('entry point', textOf('entryPoint'), source('name'));
      return;
    case 'typedefs':
      add('type', textOf('type'), source('typedefs', 'type'));
      return;
    case 'constants':
      add('value', typeof any.value === 'number' ? valueText(any.value) : textOf('value'), source('value'));
      add('type', textOf('type'), source('value'));
      return;
    case 'guids':
      add(String(any.kind).toUpperCase(), textOf('guid'), source('guid'));
      return;
    case 'coclasses':
      add('CLSID', textOf('clsid'), source('clsid'));
      return;
    case 'hresults': {
      const value = any.value as number;
      add('value', `${hexadecimal(value)} (${value | 0})`, source('value'));
      add('severity', textOf('severity'), source('value'));
      add('facility', textOf('facility'), source('value'));
      add('code', hexadecimal(any.code as number).replace('0x0000', '0x'), source('value'));
      return;
    }
    case 'markers':
      return;
  }
}

/** `IHostTask : IUnknown`, up to the root. */
function chainText(name: string, model: Model): string {
  return chainOf(name, model).join(' : ');
}

/** The names of an interface and its bases, the root last. */
export function chainOf(name: string, model: Model): readonly string[] {
  const chain: string[] = [];
  let current: string | undefined = name;
  while (current !== undefined && !chain.includes(current)) {
    chain.push(current);
    current = model.interfaces.find((one) => one.name === current)?.base;
  }
  return chain;
}

function valueText(value: number): string {
  return Math.abs(value) > 9 ? `${value} (0x${(value < 0 ? value >>> 0 : value).toString(16)})` : String(value);
}

function availabilityText(availability: Availability | undefined): string | undefined {
  if (availability === undefined) return undefined;
  const { text, framework, core } = availability;
  const parts = [
    ...(framework === undefined ? [] : [`.NET Framework ${framework}`]),
    ...(core === undefined ? [] : [`.NET Core ${core}`]),
  ];
  return parts.length > 0 ? `since ${parts.join(', ')}` : text;
}

/** Library and versions stand in the Requirements section, whose line the header's source gives. */
function pageSource(entity: Entity, locate: Locate): Source | undefined {
  if (entity.page === undefined) return undefined;
  const { header } = entity.sources;
  return locate(header !== undefined && /\.md:\d+$/.test(header) ? header : entity.page);
}
