import type { Documentation, Field, Model, Parameter, Signature } from '../model/model.ts';
import type { Overrides } from '../model/overrides.ts';
import { chainOf, enumeratorText, factsOf, hexadecimal, kindOf } from './api-facts.ts';
import { correctionsOf } from './corrections.ts';
import type {
  ExplainedHresult,
  ExplainedMember,
  ExplainedParameter,
  ExplainedSlot,
  Explanation,
} from './explanation.ts';
import type { Api } from './find-api.ts';
import type { GeneratedCode } from './generated-code.ts';
import type { Locate } from './sources.ts';
import { type Usage, usersOf } from './usage.ts';

/** What explanations are made of. */
export interface ApiKnowledge {
  readonly model: Model;
  readonly overrides: Overrides;
  readonly code: GeneratedCode;
  readonly usage: Usage;
  readonly locate: Locate;
}

/** Everything that is known about an API, with the source of each fact. */
export function describeApi(api: Api, { model, overrides, code, usage, locate }: ApiKnowledge): Explanation {
  const { name, entity, method, member } = api;
  const docs: Documentation | undefined = member ? undefined : method ? method.method.docs : entity.docs;
  const signature = signatureOf(api);
  const chained = api.list === 'interfaces' && !method ? chainOf(entity.name, model) : [];
  const members = method || member ? [] : membersOf(api);
  const page = method ? method.method.page : entity.page;
  const summary = member?.member.text ?? docs?.summary ?? (api.list === 'hresults' ? descriptionOf(api) : undefined);
  const result: Explanation = {
    name,
    kind: kindOf(api),
    ...(api.inheritedBy !== undefined && { inheritedBy: api.inheritedBy }),
    header: entity.header,
    documented: method?.method.documented ?? member?.member.documented ?? entity.documented,
    ...(summary !== undefined && { summary }),
    ...(docs?.remarks !== undefined && { remarks: docs.remarks }),
    ...(docs && { prose: docs.origin }),
    code: codeOf(api, code),
    facts: factsOf(api, model, locate),
    parameters: (signature?.parameters ?? []).map(parameterOf),
    ...(docs?.returns !== undefined && { returns: docs.returns }),
    hresults: signature ? hresultsOf(signature, model) : [],
    chain: chained,
    derived: chained.length ? model.interfaces.filter(({ base }) => base === entity.name).map(({ name }) => name) : [],
    vtable: chained.length ? slotsOf(chained, model) : [],
    members,
    corrections: correctionsOf(
      {
        symbol: name,
        ...(page !== undefined && { page }),
        sources: method ? method.method.sources : entity.sources,
        mentions: mentionsOf(signature, members),
      },
      overrides,
      locate,
    ),
    usedBy: method ? [] : member ? [] : usersOf(entity, usage),
  };
  return result;
}

function signatureOf({ list, entity, method }: Api): Signature | undefined {
  if (method) return method.method;
  return list === 'functions' || list === 'callbacks' ? (entity as unknown as Signature) : undefined;
}

function descriptionOf({ entity }: Api): string | undefined {
  return (entity as { description?: string }).description;
}

function codeOf({ list, entity, method, member }: Api, code: GeneratedCode): Explanation['code'] {
  const { header, name } = entity;
  if (method) {
    return {
      cpp: code.cppMethod(header, name, method.index),
      typescript: code.typescriptMethod(header, name, method.method.name),
    };
  }
  const cpp = code.cpp(header, name);
  const typescript = code.typescript(list === 'hresults' ? 'hresult.h' : header, name);
  if (member === undefined) return { cpp, typescript };
  const line = (text: string): string =>
    text
      .split('\n')
      .find((one) => one.trim().startsWith(`${member.member.name} `) || one.trim().startsWith(`${member.member.name}:`))
      ?.trim() ?? '';
  return { cpp: line(cpp), typescript: line(typescript) };
}

function parameterOf(parameter: Parameter): ExplainedParameter {
  const { name, type, direction, retval, optional, nullable, sizeIs, lengthIs, iidIs, string, text } = parameter;
  const attributes = [
    ...(direction === undefined ? [] : [direction === 'inout' ? 'in, out' : direction]),
    ...(retval ? ['retval'] : []),
    ...(optional ? ['optional'] : []),
    ...(nullable ? ['may be null'] : []),
    ...(string ? ['string'] : []),
    ...(sizeIs ? [`size_is(${sizeIs.join(', ')})`] : []),
    ...(lengthIs ? [`length_is(${lengthIs.join(', ')})`] : []),
    ...(iidIs === undefined ? [] : [`iid_is(${iidIs})`]),
  ];
  return { name, type, attributes, ...(text !== undefined && { text }) };
}

function hresultsOf(signature: Signature, model: Model): readonly ExplainedHresult[] {
  const known = new Map(model.hresults.map((one) => [one.name, one]));
  return signature.hresults.map(({ name, value, text }) => {
    const meaning = text ?? known.get(name)?.description;
    return {
      name,
      ...(value !== undefined && { value: hexadecimal(value) }),
      ...(meaning !== undefined && { text: meaning, ...(text === undefined && { general: true }) }),
    };
  });
}

/** The whole vtable, those of the bases first. */
function slotsOf(chain: readonly string[], model: Model): readonly ExplainedSlot[] {
  return [...chain].reverse().flatMap((owner) => {
    const of = model.interfaces.find(({ name }) => name === owner);
    return (of?.methods ?? []).map(({ slot, name, documented }) => ({ slot, name, owner, documented }));
  });
}

function membersOf({ list, entity }: Api): readonly ExplainedMember[] {
  if (list === 'enums') {
    const { members, flags } = entity as Model['enums'][number];
    return members.map(({ name, value, text }) => ({
      name,
      value: enumeratorText(value, flags),
      ...(text !== undefined && { text }),
    }));
  }
  if (list === 'structs') return fieldsOf((entity as Model['structs'][number]).fields, '');
  if (list === 'coclasses') {
    return (entity as Model['coclasses'][number]).interfaces.map(({ name, default: first, text }) => ({
      name,
      value: first ? 'default' : '',
      ...(text !== undefined && { text }),
    }));
  }
  return [];
}

/** Fields with those of nested structures behind them, under their path. */
function fieldsOf(fields: readonly Field[], path: string): readonly ExplainedMember[] {
  return fields.flatMap(({ name, type, nested, bits, offset, text }) => {
    const full = `${path}${name}`;
    const own: ExplainedMember = {
      name: full || `(${nested?.kind ?? 'field'})`,
      value: nested ? nested.kind : `${type}${bits === undefined ? '' : ` : ${bits}`}`,
      ...(offset !== undefined && { offset }),
      ...(text !== undefined && { text }),
    };
    return nested ? [own, ...fieldsOf(nested.fields, full && `${full}.`)] : [own];
  });
}

function mentionsOf(signature: Signature | undefined, members: readonly ExplainedMember[]): ReadonlySet<string> {
  const types = signature ? [signature.returns, ...signature.parameters.map(({ type }) => type)] : [];
  return new Set([
    ...(signature?.hresults ?? []).map(({ name }) => name),
    ...[...types, ...members.map(({ value }) => value)].flatMap((type) => type.match(/\w+/g) ?? []),
  ]);
}
