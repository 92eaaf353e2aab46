import type { OverrideKind } from '../model/overrides.ts';

/** What an explained name is. */
export type ApiKind =
  | 'interface'
  | 'method'
  | 'enumeration'
  | 'enumerator'
  | 'structure'
  | 'union'
  | 'function'
  | 'callback'
  | 'typedef'
  | 'constant'
  | 'GUID'
  | 'coclass'
  | 'HRESULT'
  | 'managed class'
  | 'attribute';

/** Where a fact comes from, for a person. */
export interface Source {
  readonly kind: 'page' | 'facts' | 'overrides';
  /** As the model gives it: `facts/iids.json#IHostTask`, `hosting/ihosttask-alert-method.md:29`. */
  readonly ref: string;
  /** The file as it is found from the working directory, with line or key, where it is among what was read. */
  readonly place: string;
}

/** One fact about an API. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly source?: Source;
}

/** What a function, method or callback takes. */
export interface ExplainedParameter {
  readonly name: string;
  readonly type: string;
  /** `in`, `out`, `in, out`, with `optional`, `retval` and the count expressions. */
  readonly attributes: readonly string[];
  readonly text?: string;
}

export interface ExplainedHresult {
  readonly name: string;
  /** `0x80131022`; absent for a name that no source knows. */
  readonly value?: string;
  /** What it means here, by the page; else what it means in general. */
  readonly text?: string;
  /** `text` is what it means in general. */
  readonly general?: boolean;
}

/** A method in its place. */
export interface ExplainedSlot {
  /** Absolute; -1 where it is not known. */
  readonly slot: number;
  readonly name: string;
  /** The interface that declares it. */
  readonly owner: string;
  readonly documented: boolean;
}

/** An enumerator or a field. */
export interface ExplainedMember {
  readonly name: string;
  /** Value of an enumerator, C type of a field. */
  readonly value: string;
  /** Offset of a field on x86_64 Windows, where it is known. */
  readonly offset?: number;
  readonly text?: string;
}

/** What an override changed, and why. */
export interface Correction {
  readonly kind: OverrideKind;
  readonly source: Source;
  readonly page: string;
  /** What is corrected: `parameter 1`, `field 2`, `result`. */
  readonly where: string;
  readonly says: string;
  readonly is: string;
  readonly reason: string;
  /** Where the truth was found. */
  readonly evidence: string;
}

/** Everything that is known about one API. */
export interface Explanation {
  readonly name: string;
  readonly kind: ApiKind;
  /** The interface that was asked for, where it inherits the method and does not declare it. */
  readonly inheritedBy?: string;
  readonly header: string;
  readonly documented: boolean;
  readonly summary?: string;
  readonly remarks?: string;
  /** Whose prose it is: `docs` is licensed CC BY 4.0. */
  readonly prose?: 'docs' | 'own';
  /** Its declaration as generated, without comments; empty where a target leaves it out. */
  readonly code: { readonly cpp: string; readonly typescript: string };
  readonly facts: readonly Fact[];
  readonly parameters: readonly ExplainedParameter[];
  /** What the function gives back, in the docs' words. */
  readonly returns?: string;
  readonly hresults: readonly ExplainedHresult[];
  /** From the interface itself up to its root. */
  readonly chain: readonly string[];
  /** Interfaces whose base it is. */
  readonly derived: readonly string[];
  readonly vtable: readonly ExplainedSlot[];
  readonly members: readonly ExplainedMember[];
  readonly corrections: readonly Correction[];
  /** What mentions it: `IHostTaskManager::CreateTask`. */
  readonly usedBy: readonly string[];
}
