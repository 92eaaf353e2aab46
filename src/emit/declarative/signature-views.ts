import type { ApiFunction, Callback, Interface, Method, Signature } from '../../model/model.ts';
import { uniqueNames } from '../identifier.ts';
import type { TargetComments } from './comments.ts';
import type { TargetDescription } from './description.ts';
import type { TargetNames } from './names.ts';
import { guidParts } from './numbers.ts';
import type { TargetTypes } from './types.ts';
import type { FunctionView, InterfaceView, MethodView } from './views.ts';

/** What signatures are written with. */
export interface SignatureContext {
  readonly names: TargetNames;
  readonly types: TargetTypes;
  readonly comments: TargetComments;
  readonly conventions: TargetDescription['conventions'];
  readonly interfaces: ReadonlyMap<string, Interface>;
}

/** The view of a function or callback. */
export function functionView(entity: ApiFunction | Callback, context: SignatureContext): FunctionView {
  const { module = '', entryPoint = entity.name } = 'form' in entity ? {} : entity;
  const facts = module === '' ? [] : [`Exported by ${module}.`];
  return {
    name: context.names.identifier(entity.name),
    comment: context.comments.of(entity, facts, entity),
    ...signatureParts(entity, context),
    // They stand in texts of the target.
    module: module.replace(/[^\w.-]/g, '_'),
    entryPoint: entryPoint.replace(/\W/g, '_'),
  };
}

/** The view of an interface; its slots are only there where all of its bases are known. */
export function interfaceView(entity: Interface, context: SignatureContext): InterfaceView {
  const { names, comments, interfaces } = context;
  const chain: Interface[] = [];
  for (let at: Interface | undefined = entity; at && !chain.includes(at); ) {
    chain.unshift(at);
    at = at.base === undefined ? undefined : interfaces.get(at.base);
  }
  const methods = chain.flatMap((one) => one.methods);
  const complete = chain.every(
    ({ vtable, base }) => vtable === 'exact' && (base === undefined || interfaces.has(base)),
  );
  const exact = complete && methods.every(({ slot }, index) => slot === index) && methods.every(hasSizes);
  const unique = uniqueNames(methods.map(({ name }) => names.identifier(name)));
  const slots = exact ? methods.map((method, index) => methodView(method, unique[index] as string, context)) : [];
  const iid = guidParts(entity.iid);
  const name = names.identifier(entity.name);
  const base = exact && entity.base !== undefined ? names.identifier(entity.base) : '';
  return {
    name,
    comment: comments.of(entity, iid ? [`IID ${iid.text}.`] : []),
    vtable: `${name}Vtbl`,
    exact,
    base,
    baseVtable: base === '' ? '' : `${base}Vtbl`,
    callback: entity.callback,
    iid,
    methods: exact ? slots.slice(slots.length - entity.methods.length) : [],
    slots,
  };

  function hasSizes({ returns, parameters }: Method): boolean {
    return [returns, ...parameters.map(({ type }) => type)].every((type) => {
      const meaning = context.types.read(type);
      return meaning.kind === 'void' || context.types.isComplete(meaning);
    });
  }
}

function methodView(method: Method, name: string, context: SignatureContext): MethodView {
  return {
    name,
    comment: context.comments.of(method, [`Slot ${method.slot}.`], method),
    ...signatureParts(method, context),
    module: '',
    entryPoint: '',
    slot: method.slot,
    hresults: method.hresults.map((hresult) => context.names.identifier(hresult.name)),
  };
}

function signatureParts({ returns, callingConvention, parameters }: Signature, context: SignatureContext) {
  const { names, types, conventions } = context;
  const unique = uniqueNames(parameters.map(({ name }) => names.parameter(name)));
  return {
    returns: types.text(returns),
    returnsNothing: types.read(returns).kind === 'void',
    convention: conventions[callingConvention],
    parameters: parameters.map(({ type, direction = '', optional = false }, index) => ({
      name: unique[index] as string,
      type: types.text(type),
      direction,
      optional,
    })),
  };
}
