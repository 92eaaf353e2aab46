import type { DiagnosticCode } from './catalogue.ts';

/** How grave a finding is: errors make a run fail, warnings fail only a `--strict` run, notes inform. */
export type Severity = 'error' | 'warning' | 'note';

/** A place in a text: line and column count from 1 (columns in UTF-16 units), offset from 0. */
export interface Point {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** A stretch of a file. `end` is the first point after it. */
export interface Location {
  /** Path as shown to a person: relative to the working directory, with forward slashes. */
  readonly file: string;
  readonly start: Point;
  readonly end: Point;
}

/** Another place that belongs to a finding, e.g. the declaration that a parameter text contradicts. */
export interface RelatedPlace {
  readonly message: string;
  readonly location: Location;
}

/** A mechanical cure: what should stand in place of a stretch of the file's text; offsets count UTF-16 units from 0. */
export interface Fix {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** One finding about the input, with a stable code whose page is `docs/diagnostics/<code>.md`. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** Says what is wrong and, where it is not obvious, what to do; one line, no trailing period. */
  readonly message: string;
  readonly location?: Location;
  readonly related?: readonly RelatedPlace[];
  /** How it can be cured, in a sentence. */
  readonly help?: string;
  /** Edits that cure it together, where that takes no judgement; in the file of `location`, in order, apart from each other. */
  readonly fixes?: readonly Fix[];
}

/** What every stage returns: its value, and what it found on the way. Neither is changed afterwards. */
export interface StageResult<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}
