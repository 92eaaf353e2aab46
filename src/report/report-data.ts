import type { Severity } from '../diagnostics/diagnostic.ts';

/**
 * What the site is told, as one JSON document. Keys are short and what repeats is numbered, as it travels in one file;
 * `templates/report/model.js` gives it long names again. Nothing in it is safe to show as HTML: the site makes text of it.
 */
export interface ReportData {
  readonly title: string;
  readonly generator: string;
  /** The docs that were read, as shown to a person; empty for the embedded model. */
  readonly docs: readonly string[];
  /** The prose is the docs' own, licensed CC BY 4.0. */
  readonly attribution: boolean;
  readonly coverage: Coverage;
  readonly diagnostics: DiagnosticsData;
  /** Texts that entities refer to by number: headers, types, names of HRESULTs, what is said more than once. */
  readonly strings: readonly string[];
  /** What the characters from U+E000 on stand for in generated code. */
  readonly phrases: readonly string[];
  readonly entities: readonly EntityData[];
}

export interface Coverage {
  readonly totals: readonly CoverageRow[];
  readonly headers: readonly CoverageRow[];
  readonly areas: readonly CoverageRow[];
}

/** How many there are of something, and how many of them the docs describe. */
export interface CoverageRow {
  readonly name: string;
  readonly apis: number;
  readonly documented: number;
  readonly methods: number;
  readonly documentedMethods: number;
}

export interface DiagnosticsData {
  readonly codes: readonly DiagnosticCodeData[];
  readonly areas: readonly { readonly name: string; readonly counts: Readonly<Record<Severity, number>> }[];
}

export interface DiagnosticCodeData {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  /** Its page, as Markdown. */
  readonly page: string;
  /** Area, file, line, column, message. */
  readonly found: readonly (readonly [string, string, number, number, string])[];
}

export type EntityKind = 'i' | 'e' | 's' | 'f' | 'c' | 't' | 'k' | 'g' | 'o' | 'r' | 'm';

/** An entity; what is absent, empty or false is left out. */
export interface EntityData {
  /** Kind: interface, enumeration, structure, function, callback, typedef, constant, GUID, coclass, HRESULT, marker. */
  readonly k: EntityKind;
  readonly n: string;
  /** Header, by number. */
  readonly h: number;
  /** 1 where the docs describe it. */
  readonly d?: 1;
  /** Page. */
  readonly p?: string;
  readonly s?: string;
  /** C++ and TypeScript as generated; of an HRESULT what does not follow from its name and value. */
  readonly c?: string;
  readonly t?: string;
  /** Facts: name, value and source by number; the source of a fact under its own name is `file#`, on its own page `:line`. */
  readonly x?: readonly (readonly [number, number, number?])[];
  /** Base. */
  readonly b?: string;
  /** Methods, in slot order. */
  readonly m?: readonly MethodData[];
  /** First slot. */
  readonly l?: number;
  /** Enumerators, fields, or interfaces of a coclass: name, value or type, text. */
  readonly e?: readonly (readonly [string, string, string?])[];
  /** Parameters, where it is a function. */
  readonly a?: readonly ParameterData[];
  /** Documented HRESULTs. */
  readonly r?: readonly HresultData[];
  /** Number of an HRESULT. */
  readonly v?: number;
  /** Corrections of the docs: where, says, is, reason. */
  readonly o?: readonly (readonly [string, string, string, string])[];
}

export interface MethodData {
  readonly n: string;
  readonly d?: 1;
  /** Page; 1 where its name follows from that of the interface's page. */
  readonly p?: string | 1;
  readonly s?: string;
  readonly a?: readonly ParameterData[];
  readonly r?: readonly HresultData[];
  readonly o?: EntityData['o'];
}

/** Name; type, attributes and text by number. */
export type ParameterData = readonly [string, number, number, number?];

/** Name, and what it means here, by number. */
export type HresultData = readonly [number, number?];
