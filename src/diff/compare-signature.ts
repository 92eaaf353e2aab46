import type { DocumentedHresult, Parameter, Signature } from '../model/model.ts';
import { align } from './alignment.ts';
import type { ChangeKind } from './change.ts';
import { ChangeList, partOf, type Subject } from './change-list.ts';
import { type Comparison, compareProse, type Standing } from './compare-entity.ts';
import { renameWords } from './type-comparison.ts';
import { hresultText } from './wording.ts';

/**
 * Compares result, calling convention, parameters and documented HRESULTs of methods, functions and callbacks.
 *
 * @param standing Whether it gained or lost its documentation. The names, directions and attributes that documentation
 * brings with it are no changes of their own, only what contradicts the ABI is.
 */
export function compareSignature(
  comparison: Comparison,
  subject: Subject,
  old: Signature,
  next: Signature,
  standing: Standing,
): void {
  if (standing === 'gained') {
    const changes = new ChangeList();
    compareSignature({ ...comparison, changes }, subject, old, next, 'lost');
    comparison.changes.take(changes.changes.filter(({ grade }) => grade === 'abi'));
    return;
  }
  const { changes } = comparison;
  const documented = standing === 'same';
  if ((old.returns === 'HRESULT') !== (next.returns === 'HRESULT')) {
    // Also where the representation is the same (`BOOL`): zero, read as success, would now mean failure.
    changes.compare('returns', subject, old.returns, next.returns, 'signature');
  } else {
    compareType(comparison, 'returns', subject, old.returns, next.returns);
  }
  changes.compare('calling-convention', subject, old.callingConvention, next.callingConvention, 'signature');
  changes.compare('variadic', subject, old.variadic ?? false, next.variadic ?? false, 'signature');
  compareParameters(comparison, subject, old.parameters, next.parameters, documented);
  if (documented) compareHresults(comparison, subject, old.hresults, next.hresults);
}

/** Reports another type under the given kind, and another spelling of the same representation as `type-spelling`. */
export function compareType(
  comparison: Comparison,
  kind: ChangeKind,
  subject: Subject,
  old: string,
  next: string,
  fact = 'signature',
): void {
  const relation = comparison.types(old, next);
  if (relation === 'same') return;
  comparison.changes.add(relation === 'different' ? kind : 'type-spelling', subject, { old, new: next, fact });
}

/** One text that is equal for equal signatures, names of parameters included. */
export function signatureText(signature: Signature, renames: ReadonlyMap<string, string>): string {
  const parameters = signature.parameters.map((parameter) => declarationOf(parameter));
  const text = `${signature.returns} ${signature.callingConvention}(${parameters.join(', ')})`;
  return renameWords(signature.variadic ? `${text}...` : text, renames);
}

function compareParameters(
  comparison: Comparison,
  subject: Subject,
  old: readonly Parameter[],
  next: readonly Parameter[],
  documented: boolean,
): void {
  const { changes } = comparison;
  const aligned = align(
    old.map(({ name }) => name),
    next.map(({ name }) => name),
  );
  for (const index of aligned.removed) {
    changes.add('parameter-removed', subject, {
      old: declarationOf(old[index] as Parameter),
      consequence: `was parameter ${index + 1} of ${old.length}`,
      fact: 'signature',
    });
  }
  for (const index of aligned.added) {
    changes.add('parameter-added', subject, {
      new: declarationOf(next[index] as Parameter),
      consequence: `is parameter ${index + 1} of ${next.length}`,
      fact: 'signature',
    });
  }
  if (aligned.reordered) {
    const names = (list: readonly Parameter[]) => list.map(({ name }) => name).join(', ');
    changes.add('parameter-order', subject, { old: names(old), new: names(next), fact: 'signature' });
  }
  const pairs = aligned.pairs.map((pair) => ({
    old: old[pair.old] as Parameter,
    new: next[pair.new] as Parameter,
  }));
  const renames = new Map(pairs.map((pair) => [pair.old.name, pair.new.name]));
  for (const pair of pairs) compareParameter(comparison, subject, pair, renames, documented);
}

function compareParameter(
  comparison: Comparison,
  method: Subject,
  pair: { readonly old: Parameter; readonly new: Parameter },
  renames: ReadonlyMap<string, string>,
  documented: boolean,
): void {
  const { changes } = comparison;
  const { old, new: next } = pair;
  const subject = partOf(method, `(${next.name})`);
  const relation = comparison.types(old.type, next.type);
  if (relation === 'different') {
    const named = old.name !== next.name;
    const shown = (parameter: Parameter) => (named ? declarationOf(parameter) : parameter.type);
    changes.add('parameter-type', subject, { old: shown(old), new: shown(next), fact: 'signature' });
  } else {
    changes.compare('parameter-renamed', subject, old.name, next.name, 'signature');
    compareType(comparison, 'parameter-type', subject, old.type, next.type);
  }
  changes.compare('direction', subject, old.direction ?? 'not stated', next.direction ?? 'not stated', 'signature');
  changes.compare('marshalling', subject, attributesOf(old, renames), attributesOf(next), 'signature');
  changes.compare('nullable', subject, nullText(old), nullText(next), 'signature');
  changes.compare('default-value', subject, old.defaultValue, next.defaultValue, 'signature');
  if (documented) compareProse(comparison, 'parameter-text', subject, old.text, next.text);
}

function nullText(parameter: Parameter): string {
  return parameter.nullable ? 'may be NULL' : 'not said to be NULL';
}

function declarationOf(parameter: Parameter): string {
  return parameter.type.endsWith('*') ? parameter.type + parameter.name : `${parameter.type} ${parameter.name}`;
}

/** The attributes that say how a parameter is marshalled, as IDL text; names of parameters as in the new model. */
function attributesOf(parameter: Parameter, renames: ReadonlyMap<string, string> = new Map()): string {
  const list = (name: string, values: readonly string[] | undefined) =>
    values && `${name}(${values.map((value) => renameWords(value, renames)).join(', ')})`;
  const attributes = [
    parameter.retval && 'retval',
    parameter.optional && 'optional',
    parameter.array && 'array',
    list('size_is', parameter.sizeIs),
    list('length_is', parameter.lengthIs),
    list('iid_is', parameter.iidIs === undefined ? undefined : [parameter.iidIs]),
    parameter.string && 'string',
  ];
  return attributes.filter(Boolean).join(', ') || 'none';
}

function compareHresults(
  comparison: Comparison,
  subject: Subject,
  old: readonly DocumentedHresult[],
  next: readonly DocumentedHresult[],
): void {
  const { changes, renames } = comparison;
  const before = new Map(old.map((row) => [renames.get(row.name) ?? row.name, row]));
  const after = new Map(next.map((row) => [row.name, row]));
  for (const [name, row] of before) {
    if (!after.has(name)) changes.add('documented-hresult-removed', subject, { old: row.name });
  }
  for (const name of after.keys()) {
    if (!before.has(name)) changes.add('documented-hresult-added', subject, { new: name });
  }
  const kept = (names: Iterable<string>, others: ReadonlyMap<string, unknown>) =>
    [...names].filter((name) => others.has(name)).join(', ');
  changes.compare('documented-hresult-order', subject, kept(before.keys(), after), kept(after.keys(), before));
  for (const [name, row] of after) {
    const was = before.get(name);
    if (!was) continue;
    if (was.value !== row.value && !explainedByHresult(comparison, was, row)) {
      const kind = was.value === undefined || row.value === undefined ? 'documented-hresult-value' : 'hresult-value';
      const shown = (side: DocumentedHresult) => `${side.name} = ${hresultText(side.value) ?? 'unknown'}`;
      changes.add(kind, subject, { old: shown(was), new: shown(row) });
    }
    compareProse(comparison, 'hresult-text', partOf(subject, ` ${name}`), was.text, row.text);
  }
}

/** Whether the HRESULT itself changed its value, came or went: reported there, once. */
function explainedByHresult(comparison: Comparison, old: DocumentedHresult, next: DocumentedHresult): boolean {
  const { models } = comparison;
  const before = models.old.hresults.find(({ name }) => name === old.name);
  const after = models.new.hresults.find(({ name }) => name === next.name);
  return before?.value === old.value && after?.value === next.value;
}
