import type { ApiKnowledge } from '../explain/describe-api.ts';
import { describeApi } from '../explain/describe-api.ts';
import type { Explanation, Source } from '../explain/explanation.ts';
import type { Api } from '../explain/find-api.ts';
import { modelLists } from '../model/json.ts';
import type { Entity, Interface, ModelList } from '../model/model.ts';
import { coverageOf } from './coverage.ts';
import type { DiagnosticsData, EntityData, EntityKind, MethodData, ReportData } from './report-data.ts';

/** What the report says beside the API. */
export interface ReportFrame {
  readonly title: string;
  readonly generator: string;
  readonly docs: readonly string[];
  readonly diagnostics: DiagnosticsData;
}

const kinds: Readonly<Record<ModelList, EntityKind>> = {
  interfaces: 'i',
  enums: 'e',
  structs: 's',
  functions: 'f',
  callbacks: 'c',
  typedefs: 't',
  constants: 'k',
  guids: 'g',
  coclasses: 'o',
  hresults: 'r',
  markers: 'm',
};

/** Facts that a page of the site shows by other means. */
const shownElsewhere: ReadonlySet<string> = new Set(['header', 'docs']);

/** Everything that the site shows; the same knowledge gives the same data. */
export function reportData(knowledge: ApiKnowledge, frame: ReportFrame): ReportData {
  const strings = new StringTable();
  const { model } = knowledge;
  let attribution = false;

  function entityData(list: ModelList, entity: Entity): EntityData {
    const api: Api = { name: entity.name, list, entity };
    const of = describeApi(api, knowledge);
    attribution ||= of.prose === 'docs';
    const methods = list === 'interfaces' ? (entity as Interface).methods : [];
    const { base, firstSlot } = entity as Interface;
    const facts = of.facts.filter(
      ({ name }) => !shownElsewhere.has(name) && !(list === 'hresults' && derived.has(name)),
    );
    const code = list === 'hresults' ? ownHresultCode(of, entity) : of.code;
    return {
      k: kinds[list],
      n: entity.name,
      h: strings.number(entity.header),
      ...(of.documented && { d: 1 as const }),
      ...(entity.page !== undefined && { p: entity.page }),
      ...(of.summary !== undefined && { s: of.summary }),
      ...(code.cpp !== '' && { c: shortCode(code.cpp) }),
      ...(code.typescript !== '' && { t: shortCode(code.typescript) }),
      ...(facts.length > 0 && {
        x: facts.map(({ name, value, source }) => {
          const numbers = [strings.number(name), strings.number(value)] as const;
          return source ? ([...numbers, strings.number(shortSource(source, entity))] as const) : numbers;
        }),
      }),
      ...(base !== undefined && { b: base }),
      ...(list === 'interfaces' && firstSlot >= 0 && { l: firstSlot }),
      ...(methods.length > 0 && { m: methods.map((_, index) => methodData(entity as Interface, index)) }),
      ...(of.members.length > 0 && {
        e: of.members.map(({ name, value, text }) =>
          text ? ([name, value, text] as const) : ([name, value] as const),
        ),
      }),
      ...(list === 'hresults' && { v: (entity as { value?: number }).value ?? 0 }),
      ...callData(of),
    };
  }

  function methodData(owner: Interface, index: number): MethodData {
    const method = owner.methods[index] as Interface['methods'][number];
    const of = describeApi(
      {
        name: `${owner.name}::${method.name}`,
        list: 'interfaces',
        entity: owner,
        method: { of: owner, method, index },
      },
      knowledge,
    );
    attribution ||= of.prose === 'docs';
    return {
      n: method.name,
      ...(of.documented && { d: 1 as const }),
      ...(method.page !== undefined && {
        p: method.page === methodPageOf(owner, method.name) ? (1 as const) : method.page,
      }),
      ...(of.summary !== undefined && { s: of.summary }),
      ...callData(of),
    };
  }

  /** Parameters, results and corrections. */
  function callData(of: Explanation): Pick<EntityData, 'a' | 'r' | 'o'> {
    return {
      ...(of.parameters.length > 0 && {
        a: of.parameters.map(({ name, type, attributes, text }) => {
          const numbers = [strings.number(type), strings.number(attributes.join(', '))] as const;
          return text ? ([name, ...numbers, strings.number(text)] as const) : ([name, ...numbers] as const);
        }),
      }),
      ...(of.hresults.length > 0 && {
        r: of.hresults.map(({ name, text, general }) =>
          text && !general
            ? ([strings.number(name), strings.number(text)] as const)
            : ([strings.number(name)] as const),
        ),
      }),
      ...(of.corrections.length > 0 && {
        o: of.corrections.map(({ where, says, is, reason }) => [where, says, is, reason] as const),
      }),
    };
  }

  const entities = modelLists.flatMap((list) => model[list].map((entity) => entityData(list, entity)));
  return { ...frame, attribution, coverage: coverageOf(model), strings: strings.list, phrases, entities };
}

/** Facts of an HRESULT that its number tells. */
const derived: ReadonlySet<string> = new Set(['severity', 'facility', 'code']);

/** The declarations of an HRESULT, where they are not what its name and value make of it. */
function ownHresultCode({ code, name }: Explanation, entity: Entity): Explanation['code'] {
  const value = `0x${((entity as { value?: number }).value ?? 0).toString(16)}`;
  const padded = value.replace('0x', '').padStart(8, '0');
  return {
    cpp: code.cpp === `#define ${name} ((HRESULT)0x${padded})` ? '' : code.cpp,
    typescript: code.typescript === `export const ${name} = ${value};` ? '' : code.typescript,
  };
}

/** What generated code says over and over. */
const phrases: readonly string[] = [
  '    virtual HRESULT STDMETHODCALLTYPE ',
  '  /** The methods without the throw: each gives its HRESULT back. */\n  readonly $raw: ',
  '): typeof S_OK;\n',
  'typeof S_OK',
  ': number',
  'readonly ',
  ' | typeof ',
  '\n        ',
  ' extends IUnknown {\n',
  ' : public IUnknown {\npublic:\n',
  'MIDL_INTERFACE("',
  'export interface ',
  'export const ',
];

const firstPhrase = 0xe000;

/** Code with its phrases as single characters; such characters in the code itself, which no identifier has, are replaced. */
function shortCode(code: string): string {
  if (/[\ue000-\uf8ff]/.test(code)) return code.replace(/[\ue000-\uf8ff]/g, '\ufffd');
  return phrases.reduce((text, phrase, at) => text.replaceAll(phrase, String.fromCharCode(firstPhrase + at)), code);
}

/** The page of a method as the docs name it after that of its interface. */
function methodPageOf(owner: Interface, method: string): string | undefined {
  return owner.page?.replace(/-interface\.md$/, `-${method.toLowerCase()}-method.md`);
}

/** A source without what the entity itself tells: `facts/iids.json#` for its key, `:29` for its page. */
function shortSource({ ref }: Source, { name, page }: Entity): string {
  if (ref.endsWith(`#${name}`)) return ref.slice(0, ref.length - name.length);
  return page !== undefined && ref.startsWith(`${page}:`) ? ref.slice(page.length) : ref;
}

/** Texts by number, in the order of their first use. */
class StringTable {
  readonly list: string[] = [];
  readonly #numbers = new Map<string, number>();

  number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.list.push(text) - 1;
    this.#numbers.set(text, number);
    return number;
  }
}
