import { builtinWords } from '../ctype/words.ts';
import type { Facts } from '../model/facts.ts';
import { addNames, entityTypes, FactsScope, signatureTypes } from '../model/facts-scope.ts';
import type { ApiFunction, DocumentedHresult, Entity, Interface, Method, Model } from '../model/model.ts';
import { nameKey } from '../model/name-index.ts';
import { signatureFault } from '../model/sound/declaration-fault.ts';
import { typeHiddenByMethod } from '../model/sound/hidden-types.ts';
import { isKnown, NameClaims } from '../model/sound/name-claims.ts';
import { TypeNames } from '../model/sound/type-names.ts';
import { createTypeTable } from '../model/type-table.ts';

/** A method or function whose page declares it otherwise than in the last run. */
export interface ChangedSignature {
  /** The interface of a method, the function itself. */
  readonly owner: Interface | ApiFunction;
  readonly before: Method | ApiFunction;
  readonly after: Method | ApiFunction;
}

/**
 * Whether a run would change nothing of its model but the signatures themselves: what they name is in the model and
 * stays, what they no longer name stays, and C can declare them.
 *
 * @param model The model of the last run, in which nothing was wrong with the signatures as they were.
 */
export function areContained(changes: readonly ChangedSignature[], model: Model, facts: Facts): boolean {
  if (changes.length === 0) return true;
  const surroundings = new Surroundings(model, facts);
  return changes.every((change) => surroundings.contain(change));
}

/** The lists of types that a model takes from facts because something names them. */
const typeLists = ['interfaces', 'enums', 'structs', 'callbacks', 'typedefs'] as const;

class Surroundings {
  readonly #model: Model;
  readonly #facts: Facts;
  readonly #table: ReturnType<typeof createTypeTable>;
  readonly #types: TypeNames;

  constructor(model: Model, facts: Facts) {
    this.#model = model;
    this.#facts = facts;
    this.#table = createTypeTable(model, facts['platform-types']);
    // Whatever has a name beside types: names that are no types are held back before.
    this.#types = new TypeNames(model, facts, new NameClaims(facts));
  }

  contain({ owner, before, after }: ChangedSignature): boolean {
    const old = namesOf(before);
    const names = namesOf(after);
    const added = [...names].filter((name) => !old.has(name));
    const removed = [...old].filter((name) => !names.has(name));
    return (
      signatureFault(after) === undefined &&
      added.every((name) => this.#isDefined(name)) &&
      this.#fault(owner, after) === undefined &&
      removed.every((name) => this.#stays(name, owner, before)) &&
      this.#keepHresults(before, after)
    );
  }

  /** Whether a name is that of a type of the model or of the platform, and of nothing that facts would add. */
  #isDefined(name: string): boolean {
    if (builtinWords.has(name)) return true;
    if (this.#table.kindOf(name) === 'unknown') return false;
    const key = nameKey(name);
    return typeLists.every(
      (list) => !isKnown(list, name, this.#facts) || this.#model[list].some((entity) => nameKey(entity.name) === key),
    );
  }

  #fault(owner: Interface | ApiFunction, after: Method | ApiFunction): string | undefined {
    if ('methods' in owner) {
      const interfaceOf = (name: string) => this.#model.interfaces.find((one) => one.name === name);
      return (
        typeHiddenByMethod(after, owner, interfaceOf) ?? this.#types.signatureFault(after, owner.vtable === 'exact')
      );
    }
    return this.#types.fault('functions', after as ApiFunction, isKnown('functions', owner.name, this.#facts));
  }

  /** Whether a type is in the model for its own sake, or something else names it. */
  #stays(name: string, owner: Interface | ApiFunction, before: Method | ApiFunction): boolean {
    const found = typeLists.flatMap((list) =>
      this.#model[list].filter((entity) => entity.name === name).map((entity) => [list, entity] as const),
    );
    if (found.every(([list, entity]) => this.#isOwnSake(list, entity))) return true;
    if ('methods' in owner && owner.methods.some((one) => one !== before && namesOf(one).has(name))) return true;
    const lists = [...typeLists, 'functions'] as const;
    return lists.some((list) =>
      this.#model[list].some((entity) => {
        if (entity === owner || entity.name === name || !('methods' in entity || 'returns' in entity)) return false;
        return this.#isOwnSake(list, entity) && [...entityTypes(entity)].some((type) => mentions(type, name));
      }),
    );
  }

  #scope: FactsScope | undefined;

  #isOwnSake(list: (typeof typeLists)[number] | 'functions', entity: Entity): boolean {
    if (entity.documented) return true;
    this.#scope ??= new FactsScope(this.#facts, true);
    const isFurther = list === 'interfaces' && this.#facts.iids[entity.name] === undefined;
    return !isFurther && this.#scope.includes(list, entity);
  }

  /** Whether the list of HRESULTs stays as it is: what a page mentions counts as documented. */
  #keepHresults(before: Method | ApiFunction, after: Method | ApiFunction): boolean {
    const had = new Set(before.hresults.map(identityOf));
    const has = new Set(after.hresults.map(identityOf));
    const isKnownHresult = ({ name }: DocumentedHresult) => this.#facts.hresults[name] !== undefined;
    return (
      after.hresults.every((one) => {
        if (had.has(identityOf(one))) return true;
        if (!isKnownHresult(one)) return one.value === undefined;
        return this.#model.hresults.find(({ name }) => name === one.name)?.documented === true;
      }) &&
      before.hresults.every((one) => {
        if (has.has(identityOf(one))) return true;
        if (!isKnownHresult(one)) return one.value === undefined;
        return after.hresults.some(({ name }) => name === one.name) || this.#isMentioned(one.name, before);
      })
    );
  }

  #isMentioned(hresult: string, except: Method | ApiFunction): boolean {
    const has = (one: { readonly page?: string; readonly hresults: readonly DocumentedHresult[] }) =>
      one.page !== except.page && one.hresults.some(({ name }) => name === hresult);
    const { interfaces, functions, callbacks, hresults } = this.#model;
    return (
      hresults.some(({ name, page }) => name === hresult && page !== undefined) ||
      interfaces.some(({ methods }) => methods.some(has)) ||
      functions.some(has) ||
      callbacks.some(has)
    );
  }
}

function namesOf(signature: Method | ApiFunction): ReadonlySet<string> {
  const names = new Set<string>();
  for (const type of signatureTypes(signature)) addNames(type, names);
  names.delete('const');
  return names;
}

function mentions(type: string, name: string): boolean {
  const names = new Set<string>();
  addNames(type, names);
  return names.has(name);
}

function identityOf({ name, value }: DocumentedHresult): string {
  return `${name} ${value}`;
}
