import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import type { CommentLevel } from '../emit/output-file.ts';
import type { Page } from '../parse/page.ts';
import type { BuildContext } from './build-context.ts';
import { checkModel } from './check-model.ts';
import { collectPages } from './collect-pages.ts';
import { completeModel, withNeededTypes } from './complete-model.ts';
import { documentedModel } from './documented-model.ts';
import type { EntityMemory } from './entity-memory.ts';
import type { Facts } from './facts.ts';
import { withHeaderNames } from './header-name.ts';
import { interfaceNames, typeNames } from './known-names.ts';
import type { Model } from './model.ts';
import { OverrideBook } from './override-book.ts';
import type { Overrides } from './overrides.ts';
import { soundModel } from './sound/sound-model.ts';

/** The pages of one docs folder. */
export interface PageTree {
  readonly origin: 'docs' | 'own';
  readonly pages: readonly Page[];
}

/** What a model is built from. */
export interface BuildOptions {
  /** Docs folders; a later one is laid over the earlier ones, symbol by symbol. */
  readonly trees: readonly PageTree[];
  readonly facts: Facts;
  readonly overrides: Overrides;
  /** The model that the pages are laid over; without it the facts complete what the pages lack. */
  readonly base?: Model;
  /** How much prose the model keeps. */
  readonly comments: CommentLevel;
  /** Keeps declarations that C cannot have: for those who look for them, not for targets. Default: false. */
  readonly uncorrected?: boolean;
  /** Entities of earlier runs. Default: all are built anew. */
  readonly memory?: EntityMemory;
  /** Hash of what facts and overrides hold, by which entities of another process are known to fit. */
  readonly metadataHash?: string;
}

/**
 * Builds the model from pages, facts and overrides.
 *
 * The docs are the base for what they document: signatures, members, fields, results, header, availability. Overrides
 * correct them. Facts add what the docs do not give: IIDs, bases, vtable order and slots, methods and members without
 * documentation, values, layouts. Without pages the model is that of all facts. With a base model the pages replace
 * the entities that they document, a method page its method, and the rest of the base is kept.
 */
export function buildModel(options: BuildOptions): StageResult<Model> {
  const { facts } = options;
  const base = options.base && withHeaderNames(options.base);
  const diagnostics: Diagnostic[] = [];
  const book = new OverrideBook(options.overrides);
  const pages = collectPages(options.trees, book, diagnostics);
  const types = typeNames(facts, base, pages);
  const interfaces = interfaceNames(facts, base, pages);
  options.memory?.begin({
    sources: [facts, options.overrides, base, options.comments],
    names: types.names + interfaces.names,
    // A base model is known by identity alone.
    ...(options.metadataHash !== undefined && !base && { content: `${options.metadataHash} ${options.comments}` }),
  });
  const context: BuildContext = {
    facts,
    comments: options.comments,
    diagnostics,
    types,
    interfaces,
    remembered: (key, used, known, make) =>
      options.memory ? options.memory.recall({ key, pages: used, known, make, book, diagnostics }) : make(),
    bookFor: (placed) => (placed.origin === 'docs' ? book : undefined),
  };
  const documented = documentedModel(pages, base, context);
  const hasDocs = options.trees.some((tree) => tree.pages.length > 0);
  const complete = completeModel(documented, base, facts, hasDocs);
  const model =
    options.uncorrected === true
      ? complete
      : withoutFaults(complete, facts, options.trees, base !== undefined, diagnostics);
  checkModel(model, facts, options.trees, base !== undefined, diagnostics);
  return { value: model, diagnostics: [...diagnostics, ...book.stale(pages.docsIds)] };
}

/** The sound part of a model; what the facts put in the place of the rest may need more of them. */
function withoutFaults(model: Model, ...[facts, ...others]: Tail<Parameters<typeof soundModel>>): Model {
  const sound = soundModel(model, facts, ...others);
  if (sound === model) return model;
  const complete = withNeededTypes(sound, facts);
  return complete === sound ? sound : soundModel(complete, facts, ...others);
}

type Tail<T extends readonly unknown[]> = T extends readonly [unknown, ...infer Rest] ? Rest : never;
