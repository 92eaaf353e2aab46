import type { Span } from '../diagnostics/line-index.ts';
import type { Declaration } from './declaration/declaration.ts';

/** What a page documents, told by its declaration first, then its H1, then its file name. */
export type PageKind =
  | 'interface'
  | 'method'
  | 'function'
  | 'callbackFunction'
  | 'functionPointer'
  | 'enumeration'
  | 'structure'
  | 'union'
  | 'coclass'
  | 'managedClass'
  | 'attribute'
  | 'typedefList'
  | 'constantList'
  | 'hresult'
  | 'overview'
  | 'conceptual';

/** A text and where it stands in the page. */
export interface Located {
  readonly text: string;
  readonly span: Span;
}

/** One page of the docs, taken apart; pure function of its source file. */
export interface Page {
  /** Path relative to the docs root (`SourceFile.id`). */
  readonly id: string;
  /** Path as shown to a person (`SourceFile.path`). */
  readonly path: string;
  readonly hash: string;
  /** Offset of the first character of each line (`LineIndex.lineStarts`): later stages turn spans into lines. */
  readonly lineStarts: readonly number[];
  readonly kind: PageKind;
  /** The API's name without its owner: `ReverseLeaveRuntime`. For overviews the title. */
  readonly name: string;
  /** The owner that H1, `api_name` or file name give: `IHostTaskManager`. */
  readonly owner?: string;
  readonly title: Located;
  /** First folder of the id: `hosting`, `debugging`; empty at the root. */
  readonly area: string;
  /** Machine-translated: only code, anchors and file names are facts. */
  readonly translated: boolean;
  readonly frontMatter: PageFrontMatter;
  /** The paragraphs between H1 and the first section, as plain Markdown text. */
  readonly summary?: Located;
  /** Absent where the page has no Syntax section. */
  readonly syntax?: { readonly declaration?: Declaration; readonly span: Span };
  readonly parameters: readonly DocumentedParameter[];
  readonly returnValue?: ReturnValue;
  /** Rows of a Methods, Properties or Method section. */
  readonly methods: readonly MethodRow[];
  /** Rows of a Members or Fields section. */
  readonly members: readonly MemberRow[];
  /** Rows of an Interfaces section (coclass pages). */
  readonly interfaces: readonly MemberRow[];
  /** Rows of a typedef list page. */
  readonly typedefs: readonly TypedefRow[];
  /** Names of a constant list page. */
  readonly constants: readonly MemberRow[];
  readonly requirements: Requirements;
  readonly remarks?: Located;
  /** Declarations in code outside Syntax (callback typedefs in Remarks, `#define`s). */
  readonly remarkDeclarations: readonly Declaration[];
}

/** What the front matter says of the API. */
export interface PageFrontMatter {
  readonly apiNames: readonly string[];
  readonly apiLocations: readonly string[];
  readonly apiType?: string;
  readonly title?: string;
  readonly description?: string;
}

/** Whether a parameter is read, written, or both. */
export type Direction = 'in' | 'out' | 'inout';

/** A parameter that the page describes. */
export interface DocumentedParameter {
  readonly name: string;
  readonly nameSpan: Span;
  /** Direction that the text states; absent where it states none or the page is translated. */
  readonly direction?: Direction;
  readonly optional?: boolean;
  readonly text: string;
}

/** The Return Value section. */
export interface ReturnValue {
  readonly span: Span;
  /** Lead text, without tables and lists that `hresults` hold. */
  readonly text: string;
  /** The HRESULTs (or other named results) documented, in order, from table, definition list, bullets or prose. */
  readonly hresults: readonly DocumentedHresultRow[];
}

/** A result that the page lists. */
export interface DocumentedHresultRow {
  /** Name as the docs mean it: `S_OK`, `HRESULT_FROM_WIN32(ERROR_NOT_FOUND)`. */
  readonly name: string;
  /** Value where the page gives one, unsigned. */
  readonly value?: number;
  readonly nameSpan: Span;
  readonly text: string;
}

/** A row of the methods of an interface. */
export interface MethodRow {
  readonly name: string;
  readonly nameSpan: Span;
  /** Link target as written, without fragment. */
  readonly link?: string;
  /** The page it resolves to (id), where the link is relative. */
  readonly target?: string;
  readonly text: string;
}

/** A row of the members of an enumeration or the fields of a structure. */
export interface MemberRow {
  readonly name: string;
  readonly nameSpan: Span;
  readonly text: string;
}

/** A row of a page that lists typedefs. */
export interface TypedefRow extends MemberRow {
  /** The C definition as the table gives it: `typedef UINT_PTR AppDomainID;`. */
  readonly definition: string;
  readonly header?: string;
}

/** The Requirements section. */
export interface Requirements {
  readonly span?: Span;
  /** Header files in the order given, normalised spelling, `.h` before `.idl`: `["cordebug.h", "cordebug.idl"]`. */
  readonly headers: readonly string[];
  readonly library?: string;
  readonly platforms?: string;
  /** The versions text with INCLUDE tokens resolved: `Available since 2.0`. */
  readonly versions?: string;
}
