import path from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { EntityMemory, KeptEntities, KeptEntity } from '../model/entity-memory.ts';
import { entityToJson, noteEntityJson } from '../model/json.ts';
import type { Entity } from '../model/model.ts';
import type { Page } from '../parse/page.ts';
import { type Digest, knownDigest, noteDigest } from './entity-graph.ts';

/**
 * The entities of the last run as the cache file keeps them: each as JSON, decoded when it is asked for.
 *
 * The content of the file is a line with the index, and the entities.
 */
export class StoredEntities implements KeptEntities {
  readonly common: string;
  readonly pageKey: (page: Page) => string | undefined;
  readonly #names: string;
  readonly #stored = new Map<string, { readonly row: Row; readonly bytes: Buffer }>();

  /**
   * @param content The content of a cache file whose hash was right, if there is one. Entities that another generator
   *   made count for nothing.
   */
  constructor(content: Buffer | undefined, program: string, pageKey: (page: Page) => string | undefined) {
    this.pageKey = pageKey;
    const end = content?.indexOf(10) ?? -1;
    const index = content && end >= 0 ? (JSON.parse(content.toString('utf8', 0, end)) as Index) : undefined;
    const isOurs = index?.program === program;
    this.common = isOurs ? index.common : '';
    this.#names = isOurs ? index.names : '';
    let start = end + 1;
    for (const row of isOurs ? index.rows : []) {
      const bytes = content?.subarray(start, start + row.length) as Buffer;
      this.#stored.set(row.key, { row, bytes });
      start += row.length;
    }
  }

  get(key: string): KeptEntity | undefined {
    const stored = this.#stored.get(key);
    if (stored === undefined) return undefined;
    const { row, bytes } = stored;
    const text = bytes.toString('utf8');
    const value = row.length === 0 ? undefined : (JSON.parse(text) as object);
    if (row.digest && value) {
      const [hash, shape, names] = row.digest;
      noteEntityJson(value as Entity, text);
      noteDigest(value as Entity, { hash, shape, known: { of: this.#names, names } });
    }
    const { pages, known, diagnostics, used } = row;
    return { key, pages, known, value, diagnostics, used };
  }

  /** The content of a cache file with the entities of the last run; undefined where it is not worth writing anew. */
  changed(memory: EntityMemory, program: string): readonly Uint8Array[] | undefined {
    const { common } = memory;
    if (common === undefined) return undefined;
    const isWorth = common !== this.common || memory.built > this.#stored.size / 50;
    if (!isWorth) return undefined;
    let names = '';
    const rows: Row[] = [];
    const values: Buffer[] = [];
    for (const { key, pages, known, value, diagnostics, used } of memory.toKeep()) {
      const digest = value === undefined ? undefined : knownDigest(value as Entity);
      const text = value === undefined ? '' : digest ? entityToJson(value as Entity) : JSON.stringify(value);
      const bytes = Buffer.from(text);
      if (names === '') names = digest?.known?.of ?? '';
      rows.push({
        key,
        pages,
        ...(known !== undefined && { known }),
        diagnostics,
        used,
        ...(digest?.known?.of === names && { digest: [digest.hash, digest.shape, digest.known.names] as const }),
        length: bytes.length,
      });
      values.push(bytes);
    }
    const index: Index = { program, common, names, rows };
    return [Buffer.from(`${JSON.stringify(index)}\n`), ...values];
  }
}

interface Index {
  readonly program: string;
  readonly common: string;
  /** Hash of the names for which the digests know which are mentioned. */
  readonly names: string;
  readonly rows: readonly Row[];
}

interface Row extends Omit<KeptEntity, 'value' | 'known'> {
  readonly known?: string;
  readonly digest?: readonly [hash: Digest['hash'], shape: Digest['shape'], names: readonly string[]];
  readonly diagnostics: readonly Diagnostic[];
  /** Bytes of its JSON; 0 for nothing. */
  readonly length: number;
}

export function entitiesFile(folder: string, key: string): string {
  return path.join(folder, `${key}.entities`);
}
