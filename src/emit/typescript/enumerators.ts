import type { TypeTable } from '../../model/canonical.ts';
import type { Parameter, Signature } from '../../model/model.ts';

/**
 * The parameters of a signature, with what COM itself says of `Next` of its enumerators: up to `celt` elements come out
 * in an array of the caller's, and `pceltFetched` how many they were. Headers declare it without directions, so that
 * for enumerators without a page of their own nothing else says it.
 *
 *     HRESULT Next(ULONG celt, T *rgelt, ULONG *pceltFetched)
 */
export function withEnumeratorDirections(signature: Signature, types: TypeTable): readonly Parameter[] {
  const { name, parameters } = signature;
  const [count, elements, fetched] = parameters;
  if (name !== 'Next' || parameters.length !== 3 || !count || !elements || !fetched) return parameters;
  const described = parameters.some(({ array, sizeIs, lengthIs }) => array || sizeIs || lengthIs);
  if (described || (fetched.direction ?? 'out') !== 'out' || (elements.direction ?? 'out') !== 'out') return parameters;
  const [countType, elementsType, fetchedType] = parameters.map(({ type }) => types.resolve(type));
  if (countType?.kind !== 'integer' || elementsType?.kind !== 'pointer') return parameters;
  if (fetchedType?.kind !== 'pointer' || fetchedType.to.kind !== 'integer') return parameters;
  return [
    { ...count, direction: 'in' },
    { ...elements, direction: 'out', array: true, sizeIs: [count.name], lengthIs: [`*${fetched.name}`] },
    { ...fetched, direction: 'out' },
  ];
}
