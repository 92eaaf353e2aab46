import type { ApiFunction, Callback, Coclass, Constant, Hresult, Marker, NamedGuid, Typedef } from '../model/model.ts';
import type { Subject } from './change-list.ts';
import { type Comparison, compareEntity, compareProse } from './compare-entity.ts';
import { compareSignature, compareType } from './compare-signature.ts';
import { hresultText } from './wording.ts';

export function compareFunction(comparison: Comparison, subject: Subject, old: ApiFunction, next: ApiFunction): void {
  const standing = compareEntity(comparison, subject, old, next);
  compareSignature(comparison, subject, old, next, standing);
  const kind = old.module === undefined ? 'module-known' : 'module';
  comparison.changes.compare(kind, subject, old.module, next.module, 'module');
}

export function compareCallback(comparison: Comparison, subject: Subject, old: Callback, next: Callback): void {
  const standing = compareEntity(comparison, subject, old, next);
  compareSignature(comparison, subject, old, next, standing);
  comparison.changes.compare('callback-form', subject, old.form, next.form);
}

export function compareTypedef(comparison: Comparison, subject: Subject, old: Typedef, next: Typedef): void {
  compareEntity(comparison, subject, old, next);
  compareType(comparison, 'typedef-type', subject, old.type, next.type, 'type');
}

export function compareConstant(comparison: Comparison, subject: Subject, old: Constant, next: Constant): void {
  const { changes } = comparison;
  compareEntity(comparison, subject, old, next);
  const shown = ({ value }: Constant) => (typeof value === 'string' ? JSON.stringify(value) : String(value));
  changes.compare('constant-value', subject, shown(old), shown(next), 'value');
  if (old.type !== undefined && next.type !== undefined) {
    compareType(comparison, 'constant-type', subject, old.type, next.type, 'value');
  } else {
    changes.compare('type-spelling', subject, old.type, next.type, 'value');
  }
}

export function compareGuid(comparison: Comparison, subject: Subject, old: NamedGuid, next: NamedGuid): void {
  compareEntity(comparison, subject, old, next);
  comparison.changes.compare('guid', subject, old.guid, next.guid, 'guid');
  comparison.changes.compare('guid-kind', subject, old.kind, next.kind);
}

export function compareCoclass(comparison: Comparison, subject: Subject, old: Coclass, next: Coclass): void {
  const { changes, renames } = comparison;
  const documented = compareEntity(comparison, subject, old, next) === 'same';
  changes.compare(old.clsid === undefined ? 'clsid-known' : 'clsid', subject, old.clsid, next.clsid, 'clsid');
  const before = new Map(old.interfaces.map((row) => [renames.get(row.name) ?? row.name, row]));
  const after = new Map(next.interfaces.map((row) => [row.name, row]));
  for (const [name, row] of before) {
    if (!after.has(name)) changes.add('coclass-interface-removed', subject, { old: row.name });
  }
  for (const [name, row] of after) {
    const was = before.get(name);
    if (!was) changes.add('coclass-interface-added', subject, { new: name });
    else if (documented) compareProse(comparison, 'member-text', subject, was.text, row.text);
  }
  const preferred = (entity: Coclass, names: ReadonlyMap<string, string>) =>
    entity.interfaces.filter((row) => row.default).map(({ name }) => names.get(name) ?? name);
  const [was, is] = [preferred(old, renames).join(', '), preferred(next, new Map()).join(', ')];
  changes.compare('coclass-default', subject, was || undefined, is || undefined);
}

/** Severity, facility and code are parts of the value. */
export function compareHresult(comparison: Comparison, subject: Subject, old: Hresult, next: Hresult): void {
  compareEntity(comparison, subject, old, next);
  comparison.changes.compare('hresult-value', subject, hresultText(old.value), hresultText(next.value), 'value');
  compareProse(comparison, 'summary', subject, old.description, next.description, true);
}

export function compareMarker(comparison: Comparison, subject: Subject, old: Marker, next: Marker): void {
  compareEntity(comparison, subject, old, next);
  comparison.changes.compare('marker', subject, old.kind, next.kind);
}
