import type { PageKind } from './page.ts';

/**
 * The rules of the docs' dialects, as data. Sections are known by the slug of their heading: the anchor that a
 * translated heading carries (`<a name="return-value"></a>`), else the heading's own text, lower case, punctuation
 * removed, blanks as hyphens. So one table serves every language and every heading level.
 */

/** What a section holds. */
export type SectionRole =
  | 'syntax'
  | 'parameters'
  | 'returnValue'
  | 'statusResults'
  | 'methods'
  | 'members'
  | 'interfaces'
  | 'requirements'
  | 'remarks'
  | 'contents'
  | 'example'
  | 'seeAlso';

/** Role by slug. A heading below the level of the section that it stands in opens one only if it is listed here. */
export const sectionRoles: ReadonlyMap<string, SectionRole> = new Map([
  ['syntax', 'syntax'],
  ['definition', 'syntax'],
  ['parameters', 'parameters'],
  ['return-value', 'returnValue'],
  ['return-values', 'returnValue'],
  ['status-hresults', 'statusResults'],
  ['methods', 'methods'],
  ['method', 'methods'],
  ['properties', 'methods'],
  ['members', 'members'],
  ['fields', 'members'],
  ['interfaces', 'interfaces'],
  ['requirements', 'requirements'],
  ['remarks', 'remarks'],
  ['in-this-section', 'contents'],
  ['example', 'example'],
  ['examples', 'example'],
  ['sample', 'example'],
  ['see-also', 'seeAlso'],
]);

/** Headings that only pages which list other pages have (`Related Sections`, `Hosting functions`). */
export const overviewSlug = /^(in-this-section|related-sections|reference|.*-functions)$/;

/** The last word of a title, or of a title's slug or a file's name, and the kind it states. */
export const kindBySuffix: ReadonlyMap<string, PageKind> = new Map([
  ['method', 'method'],
  ['interface', 'interface'],
  ['function', 'function'],
  ['enumeration', 'enumeration'],
  ['structure', 'structure'],
  ['union', 'union'],
  ['coclass', 'coclass'],
  ['class', 'managedClass'],
  ['attribute', 'attribute'],
  ['hresult', 'hresult'],
]);

/** Title suffixes of more than one word, longest first; written as in a title, compared without regard to case. */
export const kindByLongSuffix: readonly (readonly [suffix: string, kind: PageKind])[] = [
  ['Function for Silverlight', 'function'],
  ['Function Pointer', 'functionPointer'],
];

/**
 * What distinguishes a function that the client implements (`FunctionEnter`, `StackSnapshotCallback`) from one that a
 * DLL exports, though both are titled "Function": only the former spell the calling convention with the keyword, the
 * latter with a macro or not at all.
 */
export const callbackConvention = /\b__stdcall\b/;

/** Header names (lower case, without code marks) of the first column of a table of results. */
export const resultColumns: ReadonlySet<string> = new Set([
  'hresult',
  'hresult value',
  'status array hresult',
  'constant',
  'return code',
  'return value',
  'value',
  'name',
]);

/** Header name of the column with a result's number. */
export const valueColumn = 'value';

/** A first column of a table outside Return Value that makes it a table of results. */
export const resultColumnAnywhere = /\bhresult\b/;

/** First columns of a table of parameters. */
export const parameterColumns: ReadonlySet<string> = new Set(['parameter', 'name']);

/** First columns of tables of members, methods, interfaces; others are read too, with a note. */
export const nameColumns: ReadonlySet<string> = new Set([
  'method',
  'property',
  'member',
  'members',
  'member name',
  'field',
  'value',
  'interface',
  'name',
  'symbol',
]);

/** First columns of the tables that make a page without Syntax a list of typedefs or of constants. */
export const typedefColumns = ['data type', 'definition'] as const;
export const constantColumn = 'symbol';

export type RequirementKey = 'platforms' | 'headers' | 'library' | 'versions';

/** Requirement keys in the docs' spellings, lower case, without colon. */
export const requirementKeys: ReadonlyMap<string, RequirementKey> = new Map([
  ['platforms', 'platforms'],
  ['platform', 'platforms'],
  ['header', 'headers'],
  ['headers', 'headers'],
  ['library', 'library'],
  ['.net framework versions', 'versions'],
  ['.net framework version', 'versions'],
  ['net framework versions', 'versions'],
  ['.net versions', 'versions'],
  ['.net version', 'versions'],
]);

/** Order in which a translated page gives the requirements: with all four keys, and without Library. */
export const translatedRequirementOrder: ReadonlyMap<number, readonly RequirementKey[]> = new Map([
  [4, ['platforms', 'headers', 'library', 'versions']],
  [3, ['platforms', 'headers', 'versions']],
]);

/** Front matter keys in today's spelling and in that of before 2017. */
export const frontMatterKeys = {
  apiNames: ['api_name', 'api.name'],
  apiLocations: ['api_location', 'api.location'],
  apiType: ['api_type', 'api.type'],
} as const;

/** Front matter keys that only machine-translated pages have. */
export const translationKeys: readonly string[] = ['ms.translationtype', 'ms.openlocfilehash'];

/** The part of a link that leads from the documentation's root to the reference: `../../../../docs/framework/unmanaged-api/`. */
export const linkRoot = /^(?:\.\.\/)*docs\/framework\/unmanaged-api\//;

/** What code outside a Syntax section begins with if it declares something. */
export const declarationStart = /^\s*(?:typedef\b|#[ \t]*define\b)/;
