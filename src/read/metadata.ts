import { createHash, type Hash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { checkedFacts, checkFacts, type Facts } from '../model/facts.ts';
import { checkedOverrides, checkOverrides, type Overrides } from '../model/overrides.ts';
import { isChecked } from './checked-files.ts';

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
  const facts = await readJsonFiles(path.join(folder, 'facts'), hash, diagnostics);
  const overrides = await readJsonFiles(path.join(folder, 'overrides'), hash, diagnostics);
  const checked = {
    facts: facts.areChecked ? found(checkedFacts(facts.files)) : checkFacts(facts.files),
    overrides: overrides.areChecked ? found(checkedOverrides(overrides.files)) : checkOverrides(overrides.files),
  };
  return {
    value: { facts: checked.facts.value, overrides: checked.overrides.value, hash: hash.digest('base64url') },
    diagnostics: [...diagnostics, ...checked.facts.diagnostics, ...checked.overrides.diagnostics],
  };
}

function found<T>(value: T): StageResult<T> {
  return { value, diagnostics: [] };
}

/** The same of files in which an earlier run found nothing wrong and which have not changed since. */
export async function readCheckedMetadata(folder: string): Promise<Metadata> {
  const hash = createHash('sha256');
  const facts = await readJsonFiles(path.join(folder, 'facts'), hash, []);
  const overrides = await readJsonFiles(path.join(folder, 'overrides'), hash, []);
  return {
    facts: checkedFacts(facts.files),
    overrides: checkedOverrides(overrides.files),
    hash: hash.digest('base64url'),
  };
}

interface JsonFiles {
  /** By name without extension, ordered by name. */
  readonly files: ReadonlyMap<string, unknown>;
  /** All of them are as the build has checked them. */
  readonly areChecked: boolean;
}

async function readJsonFiles(folder: string, hash: Hash, diagnostics: Diagnostic[]): Promise<JsonFiles> {
  const files = new Map<string, unknown>();
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      diagnostics.push(diagnostic('CB511', `${folder}: ${(error as Error).message}`));
    }
    return { files, areChecked: false };
  }
  let areChecked = true;
  for (const name of names.filter((entry) => entry.endsWith('.json')).sort()) {
    const file = path.join(folder, name);
    try {
      const text = await readFile(file, 'utf8');
      hash.update(`${name}\0${text}\0`);
      files.set(name.slice(0, -'.json'.length), JSON.parse(text));
      areChecked &&= isChecked(text);
    } catch (error) {
      diagnostics.push(diagnostic('CB511', `${file}: ${(error as Error).message}`));
    }
  }
  return { files, areChecked };
}
