import type { CallingConvention, Parameter, Signature } from '../../model/model.ts';
import { cppIdentifier, cppParameterName, uniqueNames } from '../identifier.ts';
import { cppDeclarator, cppType } from './type-text.ts';
import type { FunctionView, MethodView, ParameterView } from './views.ts';

const WIDTH = 120;

/** Macro of a calling convention; those of methods are the ones that clients write themselves. */
const CONVENTIONS: Readonly<Record<CallingConvention, string>> = {
  stdcall: 'CLR_STDCALL',
  cdecl: 'CLR_CDECL',
  fastcall: 'CLR_FASTCALL',
  thiscall: '',
};

/** The parameters of a signature under names that a compiler takes. */
function parameterViews(parameters: readonly Parameter[]): ParameterView[] {
  const names = uniqueNames(parameters.map((parameter) => cppParameterName(parameter.name)));
  return parameters.map((parameter, index) => {
    const name = names[index] as string;
    return { name, type: cppType(parameter.type), declaration: cppDeclarator(parameter.type, name) };
  });
}

/** Parameters between the parentheses: on one line where they fit behind so many columns, else one a line. */
function parameterList(
  parameters: readonly ParameterView[],
  variadic: boolean,
  before: number,
  indent: string,
): string {
  const parts = parameters.map((parameter) => parameter.declaration);
  if (variadic) parts.push('...');
  const line = parts.join(', ');
  if (before + line.length <= WIDTH || parts.length < 2) return line;
  return `\n${indent}${parts.join(`,\n${indent}`)}`;
}

/** A method of an interface. */
export function methodView(method: Signature & { readonly slot: number }, comment: readonly string[]): MethodView {
  const name = cppIdentifier(method.name);
  const returns = cppType(method.returns);
  const convention =
    method.callingConvention === 'stdcall' ? 'STDMETHODCALLTYPE' : CONVENTIONS[method.callingConvention];
  const parameters = parameterViews(method.parameters);
  const before = 4 + 'virtual '.length + returns.length + convention.length + name.length + 8;
  return {
    name,
    comment,
    returns,
    convention: convention === '' ? '' : `${convention} `,
    parameters,
    parameterList: parameterList(parameters, method.variadic === true, before, ' '.repeat(8)),
    slot: method.slot,
  };
}

/** An exported function; also the parts of a callback. */
export function functionView(signature: Signature, comment: readonly string[]): Omit<FunctionView, 'partial'> {
  const name = cppIdentifier(signature.name);
  const returns = cppType(signature.returns);
  const convention = CONVENTIONS[signature.callingConvention];
  const before = 'EXTERN_C '.length + returns.length + convention.length + name.length + 6;
  return {
    name,
    comment,
    returns,
    convention: convention === '' ? '' : `${convention} `,
    parameterList: parameterList(
      parameterViews(signature.parameters),
      signature.variadic === true,
      before,
      ' '.repeat(4),
    ),
  };
}
