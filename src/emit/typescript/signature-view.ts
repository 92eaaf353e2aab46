import type { DocumentedHresult, Interface, Method, Signature } from '../../model/model.ts';
import type { AbiParameter, AbiSignature, SignaturePlan } from '../../runtime/signature.ts';
import { planSignature, printSignature } from '../../runtime/signature.ts';
import { type AbiResult, abiSignature } from './abi.ts';
import { endsProcessOn, isBlocking } from './call-hazards.ts';
import type { Catalogue } from './catalogue.ts';
import { methodBody } from './method-body.ts';
import type { ModuleImports } from './module-imports.ts';
import { stringLiteral, tsIdentifier } from './names.ts';
import type { ValueTypes } from './value-types.ts';

/** What the views of one module share. */
export interface SignatureContext {
  readonly catalogue: Catalogue;
  readonly imports: ModuleImports;
  readonly types: ValueTypes;
  readonly module: string;
  /** HRESULTs by name, for `typeof S_OK`. */
  readonly hresults: ReadonlyMap<string, number>;
}

/** The texts of a signature in a module. */
export interface SignatureView {
  readonly name: string;
  /** Why nothing can call it; empty otherwise. */
  readonly obstacle: string;
  /** `<T extends IUnknown>` or nothing. */
  readonly generics: string;
  readonly parameterList: string;
  readonly returns: string;
  readonly rawReturns: string;
  /** A line of the runtime's notation. */
  readonly abi: string;
  /** Indexes of the native parameters that are arguments, and of those that are results. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

export interface MethodView extends SignatureView {
  readonly arguments: string;
  readonly statements: readonly string[];
}

/** A signature in the runtime's terms, and the form that it takes in JavaScript. */
interface Call extends AbiResult {
  readonly plan: SignaturePlan;
}

function callOf(signature: Signature, { catalogue }: SignatureContext): Call {
  const abi = abiSignature(signature, catalogue);
  return { ...abi, plan: planSignature(abi.signature) };
}

/** Views a signature as TypeScript has it. `implemented`: its user gives the code, so that it returns any HRESULT. */
export function signatureView(signature: Signature, context: SignatureContext, implemented: boolean): SignatureView {
  return viewOf(signature, callOf(signature, context), context, implemented);
}

function viewOf(
  signature: Signature,
  { signature: abi, obstacles, plan }: Call,
  context: SignatureContext,
  implemented: boolean,
): SignatureView {
  const obstacle = obstacles.join('; ');
  if (obstacle !== '') {
    const unsupported: AbiSignature = { ...abi, parameters: [], unsupported: true };
    return { ...EMPTY, name: abi.name, obstacle, abi: printSignature(unsupported) };
  }
  const text = (index: number): string => signature.parameters[index]?.type ?? '';
  const at = (index: number): AbiParameter => abi.parameters[index] as AbiParameter;
  const parameterList = plan.inputs
    .map((index) => `${tsIdentifier(at(index).name)}: ${context.types.argument(text(index), at(index))}`)
    .join(', ');
  const outputs = plan.outputs.map((index) => ({
    name: at(index).name,
    type: context.types.result(resultText(text(index), at(index)), at(index)),
  }));
  const generic = abi.parameters.some(({ type }) => type.kind === 'iid');
  const isHr = abi.result.kind === 'scalar' && abi.result.scalar === 'hr';
  const successes = signature.hresults.filter(({ value }) => value !== undefined && value < 0x8000_0000);
  const all = isHr ? hresultUnion(signature.hresults, context) : '';
  const implementable = isHr && plan.outputs.length === 0 && implemented;
  const success = (): string =>
    successes.length > 0 ? hresultUnion(successes, context) : context.imports.runtimeType('SuccessCode');
  const first =
    plan.returns === 'hresult' && !implementable
      ? { name: 'hresult', type: success() }
      : plan.returns === 'result'
        ? { name: 'result', type: context.types.result(signature.returns, { type: abi.result }) }
        : undefined;
  const returns = isHr && outputs.length === 0 && implemented ? hresultType(all, context) : resultType(first, outputs);
  const rawReturns = !isHr
    ? returns
    : outputs.length === 0
      ? hresultType(all, context)
      : `${context.imports.runtimeType('RawResult')}<${all || 'never'}, ${resultType(undefined, outputs)}>`;
  return {
    name: abi.name,
    obstacle,
    generics: generic ? `<T extends ${context.imports.runtimeType('IUnknown')}>` : '',
    parameterList,
    returns,
    rawReturns,
    abi: printSignature(abi),
    inputs: plan.inputs,
    outputs: plan.outputs,
  };
}

const EMPTY = {
  generics: '',
  parameterList: '',
  returns: 'void',
  rawReturns: 'void',
  inputs: [],
  outputs: [],
} as const;

/** Adds the body that calls the slot. */
export function methodView(method: Method, entity: Interface, context: SignatureContext): MethodView {
  const called = callOf(method, context);
  const view = viewOf(method, called, context, entity.callback);
  if (view.obstacle !== '') return { ...view, arguments: '', statements: [] };
  const { signature, plan } = called;
  const body = methodBody(signature, plan, method.slot, {
    value: (name) => context.imports.runtimeValue(name),
    descriptor: (name) => descriptor(name, context),
  });
  const guard = guards(entity.name, method, context);
  if (body) {
    return { ...view, arguments: body.parameters.join(', '), statements: [...guard, ...body.statements] };
  }
  const inputs = plan.inputs.map((index) => tsIdentifier(signature.parameters[index]?.name ?? ''));
  const call = `return ${context.imports.runtimeValue('call')}(this, ${method.slot}, [${inputs.join(', ')}]);`;
  return { ...view, arguments: inputs.join(', '), statements: [...guard, call] };
}

/** Statements before a call that may never return, or end the process. */
function guards(interfaceName: string, { name, slot }: Method, { imports }: SignatureContext): string[] {
  const platform = endsProcessOn(interfaceName, name);
  return [
    ...(isBlocking(interfaceName, name) ? [`${imports.runtimeValue('blocks')}(this, ${slot});`] : []),
    ...(platform ? [`${imports.runtimeValue('endsProcess')}(this, ${slot}, ${stringLiteral(platform)});`] : []),
  ];
}

/** The expression of an interface's descriptor: its constant, or a lookup where another module has it. */
function descriptor(name: string, { catalogue, imports, module }: SignatureContext): string {
  if (name === 'IUnknown') return imports.runtimeValue('IUnknown');
  const other = catalogue.moduleOf(name);
  if (other === module) return tsIdentifier(name);
  return `${imports.runtimeValue('interfaceOf')}(${stringLiteral(name)}, ${stringLiteral(other ?? '')})`;
}

/** For what comes out behind a pointer: the C type of the value itself. */
function resultText(text: string, { mode, array, type }: AbiParameter): string {
  if (mode === 'in' || type.kind === 'wbuf' || type.kind === 'abuf') return text;
  return array ? text : text.replace(/ ?\*$/, '');
}

interface NamedType {
  readonly name: string;
  readonly type: string;
}

function resultType(first: NamedType | undefined, outputs: readonly NamedType[]): string {
  const all = first ? [first, ...outputs] : outputs;
  if (all.length === 0) return 'void';
  if (all.length === 1) return (all[0] as NamedType).type;
  return `{ ${all.map(({ name, type }) => `readonly ${name}: ${type}`).join('; ')} }`;
}

function hresultType(union: string, { imports }: SignatureContext): string {
  const name = imports.runtimeType('HResult');
  return union === '' ? name : `${name}<${union}>`;
}

/** The documented HRESULTs as a union of constants, or of numbers where the name is not one of ours. */
function hresultUnion(list: readonly DocumentedHresult[], { hresults, imports }: SignatureContext): string {
  const members = list.flatMap(({ name, value }) => {
    if (hresults.has(name) && (value === undefined || hresults.get(name) === value)) return [imports.hresult(name)];
    return value === undefined ? [] : [`0x${value.toString(16).padStart(8, '0')}`];
  });
  return [...new Set(members)].join(' | ');
}
