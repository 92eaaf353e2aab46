import { createHash, type Hash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { checkedFacts, checkFacts, type Facts } from '../model/facts.ts';
import { checkedOverrides, checkOverrides, type Overrides } from '../model/overrides.ts';

/** What the generator knows beside the docs. */
export interface Metadata {
  readonly facts: Facts;
  readonly overrides: Overrides;
  /** SHA-256 of all files, base64url. */
  readonly hash: string;
}

/**
 * Reads `facts/*.json` and `overrides/*.json` below a metadata folder.
 * Files that are missing count as empty; a file that is no JSON is CB511, a wrong entry CB510 or CB503.
 */
export async function readMetadata(folder: string): Promise<StageResult<Metadata>> {
  const diagnostics: Diagnostic[] = [];
  const hash = createHash('sha256');
  const facts = checkFacts(await readJsonFiles(path.join(folder, 'facts'), hash, diagnostics));
  const overrides = checkOverrides(await readJsonFiles(path.join(folder, 'overrides'), hash, diagnostics));
  return {
    value: { facts: facts.value, overrides: overrides.value, hash: hash.digest('base64url') },
    diagnostics: [...diagnostics, ...facts.diagnostics, ...overrides.diagnostics],
  };
}

/** The same of files in which an earlier run found nothing wrong and which have not changed since. */
export async function readCheckedMetadata(folder: string): Promise<Metadata> {
  const hash = createHash('sha256');
  const facts = checkedFacts(await readJsonFiles(path.join(folder, 'facts'), hash, []));
  const overrides = checkedOverrides(await readJsonFiles(path.join(folder, 'overrides'), hash, []));
  return { facts, overrides, hash: hash.digest('base64url') };
}

/** The parsed JSON files of a folder by name without extension, ordered by name. */
async function readJsonFiles(folder: string, hash: Hash, diagnostics: Diagnostic[]): Promise<Map<string, unknown>> {
  const files = new Map<string, unknown>();
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      diagnostics.push(diagnostic('CB511', `${folder}: ${(error as Error).message}`));
    }
    return files;
  }
  for (const name of names.filter((entry) => entry.endsWith('.json')).sort()) {
    const file = path.join(folder, name);
    try {
      const text = await readFile(file, 'utf8');
      hash.update(`${name}\0${text}\0`);
      files.set(name.slice(0, -'.json'.length), JSON.parse(text));
    } catch (error) {
      diagnostics.push(diagnostic('CB511', `${file}: ${(error as Error).message}`));
    }
  }
  return files;
}
