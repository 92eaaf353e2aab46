import type { SourceRef } from '../model/model.ts';

/**
 * What a change breaks, gravest first: `abi`, a binary built against the old model; `source`, code written against it
 * that is compiled again (C++ or TypeScript); `addition`, nothing; `docs`, nothing, only what a reader sees.
 */
export type Grade = 'abi' | 'source' | 'addition' | 'docs';

/** All grades, gravest first. */
export const grades = ['abi', 'source', 'addition', 'docs'] as const satisfies readonly Grade[];

/** What the catalogue says of a kind of change: its grade, and how a report words it. */
export interface KindEntry {
  readonly grade: Grade;
  readonly title: string;
}

/**
 * Every kind of change there is, with the one grade that it has. `docs/diff.md` gives the reason of each; a test holds
 * the two together.
 */
export const changeKinds = {
  'api-removed': { grade: 'abi', title: 'removed' },
  'method-removed': { grade: 'abi', title: 'method removed' },
  'method-inserted': { grade: 'abi', title: 'method inserted' },
  'callback-method-added': { grade: 'abi', title: 'method added to an interface that the client implements' },
  'method-moved': { grade: 'abi', title: 'method moved' },
  slot: { grade: 'abi', title: 'slot changed' },
  'vtable-lost': { grade: 'abi', title: 'slots no longer known' },
  base: { grade: 'abi', title: 'base interface changed' },
  iid: { grade: 'abi', title: 'IID changed' },
  'plain-class': { grade: 'abi', title: 'slots of IUnknown gained or lost' },
  returns: { grade: 'abi', title: 'result type changed' },
  'calling-convention': { grade: 'abi', title: 'calling convention changed' },
  variadic: { grade: 'abi', title: 'variable arguments changed' },
  'parameter-added': { grade: 'abi', title: 'parameter added' },
  'parameter-removed': { grade: 'abi', title: 'parameter removed' },
  'parameter-order': { grade: 'abi', title: 'parameters reordered' },
  'parameter-type': { grade: 'abi', title: 'parameter type changed' },
  'enum-size': { grade: 'abi', title: 'size of the enumeration changed' },
  'enumerator-removed': { grade: 'abi', title: 'enumerator removed' },
  'enumerator-inserted': { grade: 'abi', title: 'enumerator inserted' },
  'enumerator-value': { grade: 'abi', title: 'value changed' },
  'struct-kind': { grade: 'abi', title: 'structure became union or the reverse' },
  'field-added': { grade: 'abi', title: 'field added' },
  'field-removed': { grade: 'abi', title: 'field removed' },
  'field-order': { grade: 'abi', title: 'fields reordered' },
  'field-type': { grade: 'abi', title: 'field type changed' },
  'field-bits': { grade: 'abi', title: 'width of the bit field changed' },
  pack: { grade: 'abi', title: 'packing changed' },
  layout: { grade: 'abi', title: 'size or offsets changed' },
  'typedef-type': { grade: 'abi', title: 'type changed' },
  'constant-value': { grade: 'abi', title: 'value changed' },
  'constant-type': { grade: 'abi', title: 'type of the constant changed' },
  guid: { grade: 'abi', title: 'GUID changed' },
  clsid: { grade: 'abi', title: 'CLSID changed' },
  'coclass-interface-removed': { grade: 'abi', title: 'interface of the coclass removed' },
  'hresult-value': { grade: 'abi', title: 'HRESULT value changed' },
  module: { grade: 'abi', title: 'exporting module changed' },

  'api-renamed': { grade: 'source', title: 'renamed' },
  'method-renamed': { grade: 'source', title: 'method renamed' },
  'parameter-renamed': { grade: 'source', title: 'parameter renamed' },
  'enumerator-renamed': { grade: 'source', title: 'enumerator renamed' },
  'field-renamed': { grade: 'source', title: 'field renamed' },
  'header-moved': { grade: 'source', title: 'moved to another header' },
  'header-renamed': { grade: 'source', title: 'header renamed' },
  'type-spelling': { grade: 'source', title: 'type spelled differently, same representation' },
  direction: { grade: 'source', title: 'direction changed' },
  marshalling: { grade: 'source', title: 'attributes changed' },
  nullable: { grade: 'source', title: 'may be NULL or no longer' },
  'default-value': { grade: 'source', title: 'default value changed' },
  'implemented-by': { grade: 'source', title: 'implementing side changed' },
  'union-order': { grade: 'source', title: 'fields of the union reordered' },
  tag: { grade: 'source', title: 'tag changed' },
  'pointer-name-removed': { grade: 'source', title: 'pointer typedef removed' },
  flags: { grade: 'source', title: 'flags became plain values or the reverse' },
  'callback-form': { grade: 'source', title: 'function type became pointer type or the reverse' },
  'guid-kind': { grade: 'source', title: 'kind of the GUID changed' },

  'api-added': { grade: 'addition', title: 'added' },
  'now-documented': { grade: 'addition', title: 'now documented' },
  'method-added': { grade: 'addition', title: 'method added' },
  'vtable-known': { grade: 'addition', title: 'slots now known' },
  'iid-known': { grade: 'addition', title: 'IID now known' },
  'clsid-known': { grade: 'addition', title: 'CLSID now known' },
  'base-known': { grade: 'addition', title: 'base interface now known' },
  'module-known': { grade: 'addition', title: 'exporting module now known' },
  'enumerator-added': { grade: 'addition', title: 'enumerator added' },
  'pointer-name-added': { grade: 'addition', title: 'pointer typedef added' },
  'coclass-interface-added': { grade: 'addition', title: 'interface of the coclass added' },

  'no-longer-documented': { grade: 'docs', title: 'no longer documented' },
  page: { grade: 'docs', title: 'page moved' },
  library: { grade: 'docs', title: 'library text changed' },
  availability: { grade: 'docs', title: 'availability changed' },
  summary: { grade: 'docs', title: 'summary changed' },
  remarks: { grade: 'docs', title: 'remarks changed' },
  'returns-text': { grade: 'docs', title: 'text of the result changed' },
  'parameter-text': { grade: 'docs', title: 'text of the parameter changed' },
  'member-text': { grade: 'docs', title: 'text of the member changed' },
  'documented-hresult-added': { grade: 'docs', title: 'documents another HRESULT' },
  'documented-hresult-removed': { grade: 'docs', title: 'no longer documents an HRESULT' },
  'documented-hresult-order': { grade: 'docs', title: 'order of documented HRESULTs changed' },
  'documented-hresult-value': { grade: 'docs', title: 'value of a documented HRESULT gained or lost' },
  'hresult-text': { grade: 'docs', title: 'text of the HRESULT changed' },
  'enumerator-expression': { grade: 'docs', title: 'expression of the value changed, same value' },
  'enumerator-order': { grade: 'docs', title: 'enumerators reordered, same values' },
  'coclass-default': { grade: 'docs', title: 'default interface of the coclass changed' },
  'layout-known': { grade: 'docs', title: 'known size or offset gained or lost' },
  marker: { grade: 'docs', title: 'attribute or managed class changed' },
} as const satisfies Record<string, KindEntry>;

/** What changed: a key of `changeKinds`. */
export type ChangeKind = keyof typeof changeKinds;

/** One difference between two models. Plain JSON; absent members are left out. */
export interface Change {
  readonly grade: Grade;
  readonly kind: ChangeKind;
  /**
   * Qualified name, of the new model where the API was renamed: `IHostTask`, `IHostTask::Alert`,
   * `IHostTask::Alert(pTask)`, `COR_PRF_MONITOR::COR_PRF_MONITOR_NONE`, a header's name for `header-renamed`.
   */
  readonly api: string;
  /** The header that declares the API, in the new model where it is there. */
  readonly header: string;
  /** What it was and what it is, in a few words; absent where there is none (additions have no `old`). */
  readonly old?: string;
  readonly new?: string;
  /** What follows from it, where that is not obvious: the methods whose slots it shifts. */
  readonly consequence?: string;
  /** Where either model has the fact from. */
  readonly oldSource?: SourceRef;
  readonly newSource?: SourceRef;
}

/** The changes of a grade at least as grave as the given one. */
export function changesFrom(changes: readonly Change[], gravest: Grade): readonly Change[] {
  const limit = grades.indexOf(gravest);
  return changes.filter((change) => grades.indexOf(change.grade) <= limit);
}
