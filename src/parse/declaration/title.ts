import type { PageKind } from '../page.ts';
import type { Declaration } from './declaration.ts';

/** What is known about the page around a declaration. */
export interface DeclarationContext {
  /** The H1, as written: `ICorDebugThread4::HadUnhandledException Method`; empty when unknown. */
  readonly title: string;
  readonly kindHint?: PageKind;
  /** Info string of the fence: `cpp`, `idl`, `csharp`; empty for none. */
  readonly language?: string;
  /** Where that stands in the page; without it, findings on it point to the start of the code. */
  readonly languageSpan?: { readonly start: number; readonly end: number };
}

const kindWords: ReadonlyMap<string, PageKind> = new Map([
  ['method', 'method'],
  ['function', 'function'],
  ['callback', 'callbackFunction'],
  ['enumeration', 'enumeration'],
  ['structure', 'structure'],
  ['union', 'union'],
  ['interface', 'interface'],
  ['coclass', 'coclass'],
  ['class', 'managedClass'],
  ['attribute', 'attribute'],
  ['pointer', 'functionPointer'],
]);

/** A title without escapes, and without what translation adds: anchors, and the blank in `\\_ CorExeMain`. */
function plainTitle(title: string): string {
  return title.replace(/<[^>]*>|\\/g, '').replace(/(^|\s)_\s+/g, '$1_');
}

/** The API's own name in a title: `HadUnhandledException`, `_AxlGetTicket`, `COR_PRF_MONITOR`. */
export function expectedName(title: string): string | undefined {
  const plain = plainTitle(title);
  const member = /[A-Za-z_]\w*::\s*([A-Za-z_]\w*)/.exec(plain);
  if (member) return member[1];
  const words = plain.match(/[A-Za-z_]\w*/g) ?? [];
  return words.find((word) => !kindWords.has(word.toLowerCase()));
}

/** The kind that an English title ends in, or the hint. */
export function expectedKind(context: DeclarationContext): PageKind | undefined {
  if (context.kindHint) return context.kindHint;
  if (context.title.includes('::')) return 'method';
  const words =
    plainTitle(context.title)
      .toLowerCase()
      .match(/[a-z_]\w*/g) ?? [];
  return words
    .slice(1)
    .map((word) => kindWords.get(word))
    .find((kind) => kind !== undefined);
}

const declarationKinds: Partial<Readonly<Record<PageKind, readonly Declaration['kind'][]>>> = {
  interface: ['interface'],
  method: ['function'],
  function: ['function', 'functionPointer'],
  callbackFunction: ['function', 'functionPointer'],
  functionPointer: ['functionPointer', 'function'],
  enumeration: ['enum'],
  structure: ['struct', 'typedef'],
  union: ['struct'],
  coclass: ['coclass', 'interface'],
  managedClass: ['managedClass', 'interface'],
  attribute: ['attribute', 'managedClass'],
};

/** Whether a page of that kind may declare this; pages of other kinds may declare anything. */
export function kindFits(kind: PageKind | undefined, declaration: Declaration): boolean {
  const fitting = kind && declarationKinds[kind];
  if (!fitting) return true;
  if (declaration.kind === 'struct') return kind === (declaration.union ? 'union' : 'structure') || kind === 'union';
  return fitting.includes(declaration.kind);
}
