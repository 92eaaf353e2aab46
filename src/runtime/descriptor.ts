import { ModuleNotLoadedError } from './errors.ts';
import { copyGuid } from './guid.ts';
import { type AbiSignature, parseSignature } from './signature.ts';
import type { Guid, Interface, MethodInfo, NativeObject, Pointer } from './types.ts';

/** What a generated module says of an interface. */
export interface InterfaceDefinition {
  readonly name: string;
  readonly iid: string;
  readonly base?: string;
  /** The module that exports the base, where it is another one. */
  readonly baseModule?: string;
  readonly slot: number;
  /** The own methods in slot order, one a line, as `parseSignature` reads them. */
  readonly abi: string;
  /** Documented HRESULTs: value, and what it means for the method where the docs' prose was kept. */
  readonly hresults?: () => Readonly<Record<string, Readonly<Record<string, readonly [number, string?]>>>>;
  /** The straight-line methods; `this` is the object. */
  readonly methods: () => object;
}

/** A method with the slot at which it really is. */
export interface SlotSignature extends AbiSignature {
  readonly slot: number;
  /** `ICLRRuntimeHost::Start`. */
  readonly api: string;
}

/** An interface at run time. Everything but its names is worked out when it is first needed. */
export class InterfaceDescriptor implements Interface {
  readonly name: string;
  readonly iid: Guid;
  readonly slot: number;
  readonly definition: InterfaceDefinition;
  /** Decoded slot functions by address of the vtable. */
  readonly tables = new Map<Pointer, unknown[]>();
  /** Classes made of the definition, by what they are for. */
  readonly classes = new Map<string, unknown>();
  #base: InterfaceDescriptor | undefined;
  #own: readonly SlotSignature[] | undefined;
  #all: readonly SlotSignature[] | undefined;
  #iidAddress: Pointer | undefined;

  constructor(definition: InterfaceDefinition) {
    this.definition = definition;
    this.name = definition.name;
    this.iid = definition.iid as Guid;
    this.slot = definition.slot;
  }

  /** @throws ModuleNotLoadedError if the base is of a module that was not imported. */
  get base(): InterfaceDescriptor | undefined {
    const { base, baseModule } = this.definition;
    if (base !== undefined) this.#base ??= interfaceOf(base, baseModule ?? '');
    return this.#base;
  }

  /** The own methods in slot order. */
  get own(): readonly SlotSignature[] {
    this.#own ??= this.definition.abi
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line, index) => {
        const signature = parseSignature(line);
        return { ...signature, slot: this.slot + index, api: `${this.name}::${signature.name}` };
      });
    return this.#own;
  }

  /** All methods by slot, the bases' first. */
  get all(): readonly SlotSignature[] {
    this.#all ??= [...(this.base?.all ?? []), ...this.own];
    return this.#all;
  }

  get methods(): readonly MethodInfo[] {
    return this.own.map(({ name, slot }) => ({
      name,
      slot,
      hresults: Object.fromEntries(Object.entries(this.documented(name)).map(([code, [value]]) => [code, value])),
    }));
  }

  /** The documented HRESULTs of an own method. */
  documented(method: string): Readonly<Record<string, readonly [number, string?]>> {
    return this.definition.hresults?.()[method] ?? {};
  }

  /** The descriptor in this one's chain that declares the method of a slot. */
  declaring(slot: number): InterfaceDescriptor {
    let descriptor: InterfaceDescriptor = this;
    while (slot < descriptor.slot && descriptor.base) descriptor = descriptor.base;
    return descriptor;
  }

  /** Whether objects of this interface can be used as the other one. */
  extends(name: string): boolean {
    for (let descriptor: InterfaceDescriptor | undefined = this; descriptor; descriptor = descriptor.base) {
      if (descriptor.name === name) return true;
    }
    return false;
  }

  /** Address of the IID, which stays. */
  get iidAddress(): Pointer {
    this.#iidAddress ??= copyGuid(this.iid);
    return this.#iidAddress;
  }

  toString(): string {
    return `Interface ${this.name}`;
  }
}

const interfaces = new Map<string, InterfaceDescriptor>();

/** The members that an object of `T` has and one of `Base` has not, as a generated module writes them. */
type OwnMethods<T, Base> = Pick<T, Exclude<keyof T, keyof Base | '$raw'>>;

/** What generated methods see of their object: its address, and the functions of its vtable by slot. */
export interface MethodThis {
  readonly $p: Pointer;
  // biome-ignore lint/suspicious/noExplicitAny: what a slot takes and gives is what its signature says
  readonly $f: any;
  readonly $i: InterfaceDescriptor;
}

/** Makes the descriptor of an interface. Generated modules call it; it only keeps what it is given. */
export function defineInterface<T extends NativeObject, Base extends NativeObject>(
  definition: Omit<InterfaceDefinition, 'methods'> & { methods: () => OwnMethods<T, Base> & ThisType<MethodThis> },
): Interface<T> {
  const descriptor = new InterfaceDescriptor(definition);
  interfaces.set(definition.name, descriptor);
  return descriptor as Interface as Interface<T>;
}

/**
 * The descriptor of an interface by name.
 * @throws ModuleNotLoadedError if the generated module that has it was not imported.
 */
export function interfaceOf(name: string, module: string): InterfaceDescriptor {
  const descriptor = interfaces.get(name);
  if (!descriptor) throw new ModuleNotLoadedError(name, module);
  return descriptor;
}

/** The same for a name that may be unknown. */
export function findInterface(name: string): InterfaceDescriptor | undefined {
  return interfaces.get(name);
}
