import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import type { CommentLevel } from '../emit/output-file.ts';
import type { Page } from '../parse/page.ts';
import {
  callbackOfFacts,
  constantOfFacts,
  enumOfFacts,
  functionOfFacts,
  guidsOfFacts,
  hresultOfFacts,
  interfaceOfFacts,
  structOfFacts,
  typedefOfFacts,
} from './entities-of-facts.ts';
import type { Facts } from './facts.ts';
import type { Model } from './model.ts';
import { orderEntities, orderInterfaces, orderStructs, orderTypedefs } from './order.ts';
import type { Overrides } from './overrides.ts';

/** The pages of one docs folder. */
export interface PageTree {
  readonly origin: 'docs' | 'own';
  readonly pages: readonly Page[];
}

export interface BuildOptions {
  readonly trees: readonly PageTree[];
  readonly facts: Facts;
  readonly overrides: Overrides;
  /** The model that the pages are laid over. */
  readonly base?: Model;
  readonly comments: CommentLevel;
}

/** Builds the model. */
export function buildModel(options: BuildOptions): StageResult<Model> {
  const diagnostics: Diagnostic[] = [];
  const { facts } = options;
  const present = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);
  const names = (table: object) => Object.keys(table);
  const model: Model = {
    version: 1,
    interfaces: orderInterfaces(
      [...names(facts.externals), ...names(facts.iids)].flatMap((name) => present(interfaceOfFacts(name, facts))),
    ),
    enums: orderEntities(names(facts.enums).flatMap((name) => present(enumOfFacts(name, facts)))),
    structs: orderStructs(names(facts.structs).flatMap((name) => present(structOfFacts(name, facts)))),
    functions: orderEntities(names(facts.functions).flatMap((name) => present(functionOfFacts(name, facts)))),
    callbacks: orderEntities(names(facts.callbacks).flatMap((name) => present(callbackOfFacts(name, facts)))),
    typedefs: orderTypedefs(names(facts.typedefs).flatMap((name) => present(typedefOfFacts(name, facts)))),
    constants: orderEntities(names(facts.constants).flatMap((name) => present(constantOfFacts(name, facts)))),
    guids: orderEntities(guidsOfFacts(facts)),
    coclasses: [],
    hresults: orderEntities(names(facts.hresults).flatMap((name) => present(hresultOfFacts(name, facts)))),
    markers: [],
  };
  return { value: model, diagnostics };
}
