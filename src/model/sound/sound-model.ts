import { type DiagnosticCode, diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Page } from '../../parse/page.ts';
import {
  callbackOfFacts,
  enumOfFacts,
  functionOfFacts,
  interfaceOfFacts,
  structOfFacts,
  typedefOfFacts,
} from '../entities-of-facts.ts';
import type { Facts } from '../facts.ts';
import type { Entity, Enumeration, Hresult, Interface, Method, Model, Structure, Typedef } from '../model.ts';
import { nameKey } from '../name-index.ts';
import { pageLocation } from '../page-place.ts';
import { createTypeTable } from '../type-table.ts';
import { type Definition, declarationCircles } from './declaration-circles.ts';
import { declarationFault, nameFault, signatureFault } from './declaration-fault.ts';
import { typeHiddenByMethod } from './hidden-types.ts';
import { MacroNames } from './macro-names.ts';
import {
  type DeclaredList,
  declaredLists,
  furtherNames,
  isKnown,
  isKnownFurther,
  NameClaims,
  withoutNames,
} from './name-claims.ts';
import { StructLayouts } from './struct-layout.ts';
import { TypeNames } from './type-names.ts';

/** The lists of types of which the headers of Windows may have some. */
const typeLists: ReadonlySet<DeclaredList> = new Set(['enums', 'structs', 'callbacks', 'typedefs']);

/** What others are made of comes first. */
const settlingOrder: readonly (readonly DeclaredList[])[] = [
  ['structs', 'typedefs'],
  ['callbacks'],
  ['interfaces', 'functions'],
];

/** The lists whose entities may need each other. */
const circularLists = ['structs', 'typedefs', 'callbacks'] as const satisfies readonly DeclaredList[];

/** What facts know of the entities that pages declare. */
const ofFacts: Partial<{ readonly [L in DeclaredList]: (name: string, facts: Facts) => Model[L][number] | undefined }> =
  {
    enums: enumOfFacts,
    structs: structOfFacts,
    functions: functionOfFacts,
    callbacks: callbackOfFacts,
    typedefs: typedefOfFacts,
  };

/**
 * The model without what pages declare and C cannot: a type in a place where it cannot stand, a name that something
 * else has, a structure inside itself. What the facts know takes its place (CB424, CB425); what they do not know is
 * left out. So whatever pages say, a target can declare what is left.
 *
 * Facts are not judged. A model in which nothing is wrong is returned as it is.
 */
export function soundModel(
  model: Model,
  facts: Facts,
  trees: readonly { readonly pages: readonly Page[] }[],
  hasBase: boolean,
  diagnostics: Diagnostic[],
): Model {
  return new Soundness(model, facts, trees, hasBase, diagnostics).run();
}

class Soundness {
  readonly #facts: Facts;
  readonly #model: Model;
  readonly #trees: readonly { readonly pages: readonly Page[] }[];
  readonly #hasBase: boolean;
  readonly #diagnostics: Diagnostic[];
  readonly #claims: NameClaims;
  /** What the facts put in the place of a declaration: it stays. */
  readonly #replaced = new WeakSet<object>();
  #structs: ReadonlySet<string> = new Set();
  readonly #macros: MacroNames;
  #pages: ReadonlyMap<string, Page> | undefined;
  #interfaces: ReadonlyMap<string, Interface> | undefined;

  constructor(
    model: Model,
    facts: Facts,
    trees: readonly { readonly pages: readonly Page[] }[],
    hasBase: boolean,
    diagnostics: Diagnostic[],
  ) {
    this.#hasBase = hasBase;
    this.#model = model;
    this.#facts = facts;
    this.#trees = trees;
    this.#diagnostics = diagnostics;
    this.#claims = new NameClaims(facts);
    this.#macros = new MacroNames(model);
  }

  run(): Model {
    const lists: Record<DeclaredList, readonly Entity[]> = { ...this.#model };
    for (const list of declaredLists) lists[list] = each(lists[list], (one) => this.#declared(list, one));
    this.#breakCircles(lists);
    this.#structs = new Set(lists.structs.map(({ name }) => name));
    for (const list of declaredLists) this.#claimKnown(list, lists[list]);
    for (const hresult of this.#model.hresults) this.#claimHresult(hresult);
    for (const list of declaredLists) lists[list] = each(lists[list], (one) => this.#named(list, one));
    // What the facts put in the place of a declaration may need others.
    do this.#settle(lists);
    while (this.#breakCircles(lists));
    const hresults = this.#hresults(lists.enums as Model['enums']);
    const changed = declaredLists.some((list) => lists[list] !== this.#model[list]);
    return changed || hresults !== this.#model.hresults
      ? ({ ...this.#model, ...lists, hresults } as Model)
      : this.#model;
  }

  /** Refuses documented declarations that need themselves before them; whether there were any. */
  #breakCircles(lists: Record<DeclaredList, readonly Entity[]>): boolean {
    const circles = declarationCircles(lists as unknown as Model);
    if (circles.size === 0) return false;
    let changed = false;
    for (const list of circularLists) {
      const before = lists[list];
      lists[list] = each(before, (entity) => {
        const others = circles.get(entity as Definition);
        if (others === undefined || entity.page === undefined || this.#replaced.has(entity)) return entity;
        return this.#refuse(list, entity, circleFault(others));
      });
      changed ||= lists[list] !== before;
    }
    return changed;
  }

  /** Holds what is declared against the types that there are; what is left out may leave others without a type. */
  #settle(lists: Record<DeclaredList, readonly Entity[]>): void {
    for (const group of settlingOrder) {
      for (let changed = true; changed; ) {
        const before = { ...lists };
        const model = lists as unknown as Model;
        const types = new TypeNames(model, this.#facts, this.#claims);
        let layouts: StructLayouts | undefined;
        // Made for what the pages and the facts have left: only then is it known what the fields are.
        const layoutFault = (entity: Structure): string | undefined => {
          if (entity.layout === undefined) return undefined;
          layouts ??= new StructLayouts(model, createTypeTable(model, this.#facts['platform-types']));
          return layouts.fault(entity);
        };
        for (const list of group) lists[list] = each(lists[list], (one) => this.#typed(list, one, types, layoutFault));
        changed = group.some((list) => lists[list] !== before[list]);
      }
    }
  }

  #report(code: DiagnosticCode, message: string, entity: { readonly page?: string }): void {
    this.#pages ??= new Map(this.#trees.flatMap((tree) => tree.pages.map((page) => [page.id, page] as const)));
    const page = entity.page === undefined ? undefined : this.#pages.get(entity.page);
    // What a base model brings was reported when it was made.
    if (!page && this.#hasBase) return;
    const span = page && (page.syntax?.declaration?.span ?? page.title.span);
    this.#diagnostics.push(diagnostic(code, message, page && pageLocation(page, span)));
  }

  /** The entity if it can be declared; with the declaration of the facts if not. */
  #declared(list: DeclaredList, entity: Entity): Entity | undefined {
    if (list === 'interfaces') {
      const owner = entity as Interface;
      const interfaceOf = (name: string) => this.#interfaceOf(name);
      return this.#interface(
        owner,
        (method) => signatureFault(method) ?? typeHiddenByMethod(method, owner, interfaceOf),
      );
    }
    if (entity.page === undefined) return entity;
    const fault = declarationFault(list, entity) ?? (list === 'typedefs' ? this.#typedefFault(entity) : undefined);
    return fault === undefined ? entity : this.#refuse(list, entity, fault);
  }

  #interfaceOf(name: string): Interface | undefined {
    this.#interfaces ??= new Map(this.#model.interfaces.map((one) => [one.name, one]));
    return this.#interfaces.get(name);
  }

  /** Whether a typedef is of a pointer where facts know it as one, and of none where not. */
  #typedefFault(entity: Entity): string | undefined {
    const known = this.#facts.typedefs[entity.name]?.type;
    const same = known === undefined || known.includes('*') === (entity as Typedef).type.includes('*');
    return same ? undefined : `the headers have it for \`${known}\``;
  }

  /** The entity if its types are types; with the declaration of the facts if not. */
  #typed(
    list: DeclaredList,
    entity: Entity,
    types: TypeNames,
    layoutFault: (entity: Structure) => string | undefined,
  ): Entity | undefined {
    if (list === 'interfaces') {
      const known = (entity as Interface).vtable === 'exact';
      return this.#interface(entity as Interface, (method) => types.signatureFault(method, known));
    }
    if (entity.page === undefined || this.#replaced.has(entity)) return entity;
    const fault =
      types.fault(list, entity, ofFacts[list]?.(entity.name, this.#facts) !== undefined) ??
      (list === 'structs' ? layoutFault(entity as Structure) : undefined);
    return fault === undefined ? entity : this.#refuse(list, entity, fault);
  }

  /** Reports a declaration that cannot be, and gives what takes its place. */
  #refuse<E extends Entity>(list: DeclaredList, entity: E, fault: string): E | undefined {
    const known = ofFacts[list]?.(entity.name, this.#facts);
    const outcome = known ? 'the facts are used instead' : 'it is left out';
    this.#report('CB425', `${entity.name} cannot be declared as its page says: ${fault}; ${outcome}`, entity);
    if (!known) return undefined;
    const { name, header, documented, page, area, docs, library, availability, sources } = entity;
    const common = { name, header, documented, sources: { ...known.sources, name: sources.name ?? '' } };
    const hresults = 'hresults' in entity ? { hresults: entity.hresults } : {};
    const kept = Object.entries({ page, area, docs, library, availability }).filter(([, value]) => value !== undefined);
    const replacement = { ...known, ...common, ...Object.fromEntries(kept), ...hresults } as Entity as E;
    this.#replaced.add(replacement);
    return replacement;
  }

  /** The interface with the methods of the facts where those of pages have a fault. */
  #interface(entity: Interface, faultOf: (method: Method) => string | undefined): Interface {
    let known: Interface | undefined;
    const methods: Method[] = [];
    let changed = false;
    for (const method of entity.methods) {
      const fault = method.page === undefined || this.#replaced.has(method) ? undefined : faultOf(method);
      if (fault === undefined) {
        methods.push(method);
        continue;
      }
      changed = true;
      known ??= interfaceOfFacts(entity.name, this.#facts);
      const other = known?.methods.find(({ name }) => nameKey(name) === nameKey(method.name));
      const outcome = other ? 'the facts are used instead' : 'it is left out';
      const symbol = `${entity.name}::${method.name}`;
      this.#report('CB425', `${symbol} cannot be declared as its page says: ${fault}; ${outcome}`, method);
      if (!other) continue;
      const { variadic, ...rest } = method;
      const { returns, parameters, callingConvention, sources } = other;
      const replacement = {
        ...rest,
        returns,
        parameters,
        callingConvention,
        ...(other.variadic && { variadic: true }),
        sources: { ...rest.sources, ...sources },
      };
      this.#replaced.add(replacement);
      methods.push(replacement);
    }
    return changed ? { ...entity, methods } : entity;
  }

  #claimKnown(list: DeclaredList, entities: readonly Entity[]): void {
    for (const entity of entities) {
      if (this.#isLeftToPlatform(list, entity) || !this.#isTrusted(list, entity)) continue;
      this.#claims.give(entity.name, entity);
      if (this.#isInside(entity)) continue;
      for (const name of furtherNames(list, entity)) {
        if (entity.page === undefined || isKnownFurther(list, entity, name, this.#facts))
          this.#claims.give(name, entity);
      }
    }
  }

  #claimHresult(hresult: Hresult): void {
    if (this.#facts.hresults[hresult.name] !== undefined) this.#claims.give(hresult.name, hresult);
  }

  /** Types that the platform's headers have are not declared again. */
  #isLeftToPlatform(list: DeclaredList, { name }: Entity): boolean {
    return typeLists.has(list) && this.#claims.isOfPlatform(name);
  }

  /** Whether an enumeration is declared inside a structure, where its members are out of the way. */
  #isInside(entity: Entity): boolean {
    const { scope } = entity as Partial<Enumeration>;
    return scope !== undefined && this.#structs.has(scope);
  }

  #isTrusted(list: DeclaredList, entity: Entity): boolean {
    return isKnown(list, entity.name, this.#facts);
  }

  /** The entity under names that nothing else has; undefined where its own is taken. */
  #named(list: DeclaredList, entity: Entity): Entity | undefined {
    if (this.#isLeftToPlatform(list, entity)) return entity;
    if (!this.#isTrusted(list, entity)) {
      const fault = nameFault(entity.name) ?? this.#knownOtherwise(list, entity) ?? this.#taken(entity.name, entity);
      if (fault !== undefined) {
        this.#report('CB424', `${entity.name.slice(0, 80)} is left out: ${fault}`, entity);
        return undefined;
      }
    }
    if (entity.page === undefined) return entity;
    if (this.#isInside(entity)) {
      const fault = this.#macros.fault((entity as Enumeration).members);
      return fault === undefined ? entity : this.#refuse(list, entity, fault);
    }
    const lost = new Set<string>();
    for (const name of furtherNames(list, entity)) {
      if (isKnownFurther(list, entity, name, this.#facts)) continue;
      const fault = nameFault(name) ?? this.#taken(name, entity);
      if (fault === undefined || this.#claims.isSamePointer(name, entity)) continue;
      lost.add(name);
      this.#report('CB424', `${name.slice(0, 80)} of ${entity.name} is left out: ${fault}`, entity);
    }
    if (lost.size === 0) return entity;
    const rest = withoutNames(list, entity, lost);
    if (list === 'enums' && (rest as Enumeration).members.length === 0)
      return this.#refuse(list, entity, 'all its members belong to others');
    return rest;
  }

  /** Facts that know a name as that of something else, whether the model has it or not. */
  #knownOtherwise(list: DeclaredList, { name }: Entity): string | undefined {
    const other = declaredLists.find((one) => one !== list && isKnown(one, name, this.#facts));
    return other && `the facts have the name among the ${other}`;
  }

  #taken(name: string, entity: Entity): string | undefined {
    return this.#claims.take(name, entity) ? undefined : `${this.#claims.owner(name)} has the name already`;
  }

  /** HRESULTs are macros, and enumerators in lower case: two that differ in case alone are one. */
  #hresults(enums: readonly Enumeration[]): readonly Hresult[] {
    const { hresults } = this.#model;
    const known = (name: string) => this.#facts.hresults[name] !== undefined;
    const stranger = hresults.some(({ name }) => !known(name));
    if (!stranger) return hresults;
    const key = (name: string) => name.toLowerCase().replace(/\W/g, '_');
    const taken = new Set(hresults.filter(({ name }) => known(name)).map(({ name }) => key(name)));
    const enumerators = new Set(enums.flatMap(({ members }) => members.map(({ name }) => name)));
    return each(hresults, (hresult) => {
      const { name } = hresult;
      if (known(name)) return hresult;
      const plain = name.replace(/^HRESULT_FROM_\w+\((\w+)\)$/, '$1');
      const other = taken.has(key(name)) || enumerators.has(name);
      const fault = nameFault(plain) ?? (other ? 'something else has the name' : this.#taken(name, hresult));
      taken.add(key(name));
      if (fault === undefined) return hresult;
      this.#report('CB424', `${name.slice(0, 80)} is left out: ${fault}`, { page: pageOf(hresult) });
      return undefined;
    });
  }
}

function circleFault([other]: readonly Definition[]): string {
  return other ? `it and ${other.name} each need the other declared before` : 'its declaration needs itself';
}

/** The list with each entity as `change` makes it; the same list where nothing changes. */
function each<E extends Entity>(list: readonly E[], change: (entity: E) => E | undefined): readonly E[] {
  let result: E[] | undefined;
  list.forEach((entity, index) => {
    const changed = change(entity);
    if (changed !== entity) result ??= list.slice(0, index);
    if (result && changed) result.push(changed);
  });
  return result ?? list;
}

function pageOf({ page, sources }: Hresult): string {
  return page ?? (sources.name ?? '').replace(/:\d+$/, '');
}
