import type { Names } from './names.ts';

/**
 * Parts of headers that are written by hand in templates: functions and macros that clients use and no page documents.
 * Each stands in its header once the model has the names that it uses.
 */
export interface Extra {
  readonly header: string;
  readonly template: string;
  /** Before the declarations that come from the model, or behind them. */
  readonly place: 'before' | 'after';
  /** Types, enumerators not included, without which it would not compile. */
  readonly needs: readonly string[];
}

const extras: readonly Extra[] = [
  { header: 'corhdr.h', template: 'cpp/extra/corhdr-image', place: 'before', needs: ['mdToken'] },
  { header: 'corhdr.h', template: 'cpp/extra/corhdr-tokens', place: 'after', needs: ['mdToken', 'CorTokenType'] },
  {
    header: 'corhdr.h',
    template: 'cpp/extra/corhdr-attributes',
    place: 'after',
    needs: [
      'CorTypeAttr',
      'CorMethodAttr',
      'CorFieldAttr',
      'CorParamAttr',
      'CorPropertyAttr',
      'CorEventAttr',
      'CorMethodImpl',
    ],
  },
  {
    header: 'corhdr.h',
    template: 'cpp/extra/corhdr-signatures',
    place: 'after',
    needs: ['CorCallingConvention', 'CorElementType'],
  },
  { header: 'corhdr.h', template: 'cpp/extra/corhdr-strings', place: 'after', needs: [] },
  { header: 'cor.h', template: 'cpp/extra/cor-strings', place: 'after', needs: [] },
  { header: 'cor.h', template: 'cpp/extra/cor-metadata', place: 'after', needs: [] },
  { header: 'corprof.h', template: 'cpp/extra/corprof-strings', place: 'after', needs: [] },
  { header: 'cordebug.h', template: 'cpp/extra/cordebug-strings', place: 'after', needs: [] },
  { header: 'cordebug.h', template: 'cpp/extra/cordebug-classes', place: 'after', needs: ['ICorDebug'] },
  { header: 'corsym.h', template: 'cpp/extra/corsym-classes', place: 'after', needs: ['ISymUnmanagedBinder'] },
  { header: 'dacprivate.h', template: 'cpp/extra/dacprivate-layout', place: 'before', needs: [] },
  { header: 'strongname.h', template: 'cpp/extra/strongname-strings', place: 'after', needs: [] },
  { header: 'wminet_utils.h', template: 'cpp/extra/wmi-types', place: 'before', needs: [] },
  { header: 'iceefilegen.h', template: 'cpp/extra/iceefilegen-image', place: 'before', needs: [] },
  {
    header: 'cor.h',
    template: 'cpp/extra/cor-signature',
    place: 'after',
    needs: ['mdToken', 'COR_SIGNATURE', 'PCCOR_SIGNATURE', 'CorElementType', 'CorTokenType', 'CorCallingConvention'],
  },
];

/** The parts of a header for which the model has everything. */
export function extrasOf(header: string, names: Names): readonly Extra[] {
  return extras.filter((extra) => extra.header === header && extra.needs.every((name) => isDeclared(name, names)));
}

/** Whether a name is a type of the model, and what its form says: an interface with methods, or none. */
function isDeclared(name: string, names: Names): boolean {
  const declared = names.types.get(name);
  if (declared?.kind !== 'interface') return declared !== undefined;
  return /^I[A-Z]/.test(name) && declared.entity.vtable === 'exact';
}
