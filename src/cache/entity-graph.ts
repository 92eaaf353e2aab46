import { entityToJson, modelLists } from '../model/json.ts';
import type { Entity, Model } from '../model/model.ts';
import { proseKeys } from '../model/prose-keys.ts';
import { hashReachable } from './reachable.ts';
import { sha256 } from './sha256.ts';

/** Keys by whose values no declaration is found. */
const withoutNames: ReadonlySet<string> = new Set([...proseKeys, 'page', 'area', 'header']);

/** What an entity is, in short. */
export interface Digest {
  /** SHA-256 of the entity's JSON. */
  readonly hash: string;
  /** The same without texts for people and places, which show only where the entity itself is declared. */
  readonly shape: string;
  /** Those of the identifiers that it mentions which are names in a model, and the hash of the names of that model. */
  known?: { readonly of: string; readonly names: readonly string[] };
}

const digests = new WeakMap<Entity, Digest>();

/** The digest of an entity, if one was made. */
export function knownDigest(entity: Entity): Digest | undefined {
  return digests.get(entity);
}

/** Takes the digest of an entity that was made before. */
export function noteDigest(entity: Entity, digest: Digest): void {
  digests.set(entity, digest);
}

/** The entities of a model and which mention which, so that what an output depends on can be told in short. */
export class EntityGraph {
  readonly #byName = new Map<string, Entity[]>();
  /** Hash of the names of all entities. */
  readonly #names: string;
  /** The same, and whatever may decide about any output. */
  readonly #frame: string;
  /** For each entity a text that is the same if and only if nothing that it reaches by mentions changed. */
  readonly #reached: ReadonlyMap<Entity, string>;

  constructor(model: Model) {
    const frame: string[] = [];
    for (const list of modelLists) {
      frame.push(list);
      for (const entity of model[list]) {
        frame.push(`${entity.header} ${entity.name}`);
        for (const name of namesOf(entity)) {
          const others = this.#byName.get(name);
          if (others === undefined) this.#byName.set(name, [entity]);
          else if (!others.includes(entity)) others.push(entity);
        }
      }
    }
    this.#names = sha256([...this.#byName.keys()].join('\n'));
    for (const entity of model.typedefs) frame.push(digestOf(entity).shape);
    for (const entity of model.hresults) frame.push(digestOf(entity).hash);
    this.#frame = sha256(frame.join('\n'));
    this.#reached = hashReachable(
      modelLists.flatMap<Entity>((list) => model[list]),
      (entity) => digestOf(entity).shape,
      (entity) => this.#mentioned(entity),
    );
  }

  /** What an output that holds the given entities depends on; the same text if and only if none of that changed. */
  keyOf(entities: readonly Entity[]): string {
    const parts = entities.map((entity) => `${digestOf(entity).hash} ${this.#reached.get(entity)}`);
    return sha256([this.#frame, ...parts].join('\n'));
  }

  *#mentioned(entity: Entity): Iterable<Entity> {
    const digest = digestOf(entity);
    if (digest.known?.of !== this.#names) {
      const names = [...describe(entity).mentions].filter((name) => this.#byName.has(name));
      digest.known = { of: this.#names, names };
    }
    for (const name of digest.known.names) yield* this.#byName.get(name) ?? [];
  }
}

function digestOf(entity: Entity): Digest {
  const known = digests.get(entity);
  if (known) return known;
  const digest = { hash: sha256(entityToJson(entity)), shape: describe(entity).shape };
  digests.set(entity, digest);
  return digest;
}

interface Description {
  /** Hash of a text that is the same if and only if the entity is, prose apart. */
  readonly shape: string;
  /** Identifiers that it mentions. */
  readonly mentions: ReadonlySet<string>;
}

const descriptions = new WeakMap<Entity, Description>();

function describe(entity: Entity): Description {
  const known = descriptions.get(entity);
  if (known) return known;
  const mentions = new Set<string>();
  const shape: string[] = [entity.header];
  collect(entity, mentions, shape);
  const description = { shape: sha256(shape.join('\0')), mentions };
  descriptions.set(entity, description);
  return description;
}

/** Collects the identifiers of a value, and its parts apart from prose. */
function collect(value: object, mentions: Set<string>, shape: string[]): void {
  for (const key in value) {
    if (withoutNames.has(key)) continue;
    const part = (value as Record<string, unknown>)[key];
    if (typeof part === 'object' && part !== null) {
      shape.push(key, '{');
      collect(part, mentions, shape);
      shape.push('}');
    } else {
      shape.push(key, String(part));
      if (typeof part !== 'string') continue;
      if (/^\w+$/.test(part)) mentions.add(part);
      else for (const name of part.match(/[A-Za-z_]\w*/g) ?? []) mentions.add(name);
    }
  }
}

/** The names by which other declarations may mention an entity. */
function namesOf(entity: Entity): readonly string[] {
  const { name, tag, pointerNames, members } = entity as Entity & {
    readonly tag?: string;
    readonly pointerNames?: readonly string[];
    readonly members?: readonly { readonly name: string }[];
  };
  return [
    name,
    ...(tag === undefined ? [] : [tag]),
    ...(pointerNames ?? []),
    ...(members ?? []).map((one) => one.name),
  ];
}
