import type { ParameterDeclaration } from '../parse/declaration/declaration.ts';
import type { Page } from '../parse/page.ts';
import type { LintInput, LintPage } from './lint-input.ts';

/** A page whose declaration takes parameters, with that declaration. */
export interface CallablePage extends LintPage {
  readonly declaration: Callable;
}

type Callable = Extract<
  NonNullable<NonNullable<Page['syntax']>['declaration']>,
  { kind: 'function' | 'functionPointer' }
>;

/** The pages that declare a function, method or function pointer. */
export function callables({ pages }: LintInput): CallablePage[] {
  return pages.flatMap((one) => {
    const declaration = one.page.syntax?.declaration;
    return declaration?.kind === 'function' || declaration?.kind === 'functionPointer' ? [{ ...one, declaration }] : [];
  });
}

/** The direction that the attributes of a declared parameter state. */
export function declaredDirection({ attributes }: ParameterDeclaration): 'in' | 'out' | 'inout' | undefined {
  const has = (name: string) => attributes.some((attribute) => attribute.name === name);
  const out = has('out') || has('retval');
  return has('in') ? (out ? 'inout' : 'in') : out ? 'out' : undefined;
}
