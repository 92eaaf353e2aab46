import type { Catalogue } from './catalogue.ts';
import { tsIdentifier } from './names.ts';

/** One import statement. */
export interface ImportView {
  readonly from: string;
  readonly types: boolean;
  readonly names: readonly string[];
  /** Too many for one line. */
  readonly long: boolean;
}

/** Width of the names that still go on one line. */
const LINE = 80;

/**
 * What one module needs from others. Of other headers only types are imported, so that importing a module never loads
 * another one; values come from the runtime alone.
 */
export class ModuleImports {
  readonly #module: string;
  readonly #catalogue: Catalogue;
  readonly #types = new Map<string, Set<string>>();
  readonly #runtimeTypes = new Set<string>();
  readonly #runtimeValues = new Set<string>();

  constructor(module: string, catalogue: Catalogue) {
    this.#module = module;
    this.#catalogue = catalogue;
  }

  /** A type that another module (or this one) exports; returns its identifier. */
  type(name: string): string {
    const identifier = tsIdentifier(name);
    if (name === 'IUnknown') return this.runtimeType(name);
    const module = this.#catalogue.moduleOf(name);
    if (module && module !== this.#module) this.#add(module, identifier);
    return identifier;
  }

  /** The raw form of an interface, which stands beside it. */
  rawType(name: string): string {
    const identifier = `${tsIdentifier(name)}Raw`;
    const module = this.#catalogue.moduleOf(name);
    if (module && module !== this.#module) this.#add(module, identifier);
    return identifier;
  }

  /** The type of an HRESULT constant. */
  hresult(name: string): string {
    this.#add('hresult', name);
    return `typeof ${name}`;
  }

  runtimeType(name: string): string {
    this.#runtimeTypes.add(name);
    return name;
  }

  /** What generated code calls: `$call`, so that no parameter or declaration of the API can have its name. */
  runtimeValue(name: string): string {
    const identifier = name === 'IUnknown' ? name : `$${name}`;
    this.#runtimeValues.add(identifier);
    return identifier;
  }

  /** Takes over what a declaration of the module needs. */
  include(other: ModuleImports): void {
    for (const [module, names] of other.#types) for (const name of names) this.#add(module, name);
    for (const name of other.#runtimeTypes) this.#runtimeTypes.add(name);
    for (const name of other.#runtimeValues) this.#runtimeValues.add(name);
  }

  /** The statements in their order; `runtime` is the module specifier of the runtime. */
  statements(runtime: string): ImportView[] {
    const values = [...this.#runtimeValues].sort();
    const types = [...this.#runtimeTypes].filter((name) => !this.#runtimeValues.has(name)).sort();
    const statement = (from: string, isType: boolean, names: string[]): ImportView[] =>
      names.length === 0 ? [] : [{ from, types: isType, names, long: names.join(', ').length > LINE }];
    return [
      ...statement(runtime, true, types),
      ...statement(runtime, false, values),
      ...[...this.#types]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([module, names]) => statement(`./${module}.ts`, true, [...names].sort())),
    ];
  }

  #add(module: string, name: string): void {
    const names = this.#types.get(module) ?? new Set();
    names.add(name);
    this.#types.set(module, names);
  }
}
