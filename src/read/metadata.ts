import { createHash, type Hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { checkedFacts, type Facts } from '../model/facts.ts';
import { checkedOverrides, type Overrides } from '../model/overrides.ts';
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
  const facts = readTexts(path.join(folder, 'facts'), hash, diagnostics);
  const overrides = readTexts(path.join(folder, 'overrides'), hash, diagnostics);
  const checked = {
    facts: facts.areChecked
      ? found(checkedFacts((name) => parsed(facts, name)))
      : (await import('../model/check-facts.ts')).checkFacts(parseAll(facts, diagnostics)),
    overrides: overrides.areChecked
      ? found(checkedOverrides((name) => parsed(overrides, name)))
      : (await import('../model/check-overrides.ts')).checkOverrides(parseAll(overrides, diagnostics)),
  };
  return {
    value: { facts: checked.facts.value, overrides: checked.overrides.value, hash: hash.digest('base64url') },
    diagnostics: [...diagnostics, ...checked.facts.diagnostics, ...checked.overrides.diagnostics],
  };
}

function found<T>(value: T): StageResult<T> {
  return { value, diagnostics: [] };
}

/**
 * The same of files in which an earlier run found nothing wrong and which have not changed since. A file is read when
 * something of it is asked for.
 */
export function readCheckedMetadata(folder: string): Omit<Metadata, 'hash'> {
  const reader = (kind: string) => (name: string) => {
    const file = path.join(folder, kind, `${name}.json`);
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  };
  return { facts: checkedFacts(reader('facts')), overrides: checkedOverrides(reader('overrides')) };
}

/** The JSON files of a folder. */
interface JsonTexts {
  readonly folder: string;
  /** By name without extension, ordered by name. */
  readonly texts: ReadonlyMap<string, string>;
  /** All of them are as the build has checked them. */
  readonly areChecked: boolean;
}

function readTexts(folder: string, hash: Hash, diagnostics: Diagnostic[]): JsonTexts {
  const texts = new Map<string, string>();
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      diagnostics.push(diagnostic('CB511', `${folder}: ${(error as Error).message}`));
    }
    return { folder, texts, areChecked: false };
  }
  let areChecked = true;
  for (const name of names.filter((entry) => entry.endsWith('.json')).sort()) {
    const file = path.join(folder, name);
    try {
      const text = readFileSync(file, 'utf8');
      hash.update(`${name}\0${text}\0`);
      texts.set(name.slice(0, -'.json'.length), text);
      areChecked &&= isChecked(text);
    } catch (error) {
      diagnostics.push(diagnostic('CB511', `${file}: ${(error as Error).message}`));
    }
  }
  return { folder, texts, areChecked };
}

/** The content of a file that the build has checked; undefined where there is none. */
function parsed({ texts }: JsonTexts, name: string): unknown {
  const text = texts.get(name);
  return text === undefined ? undefined : JSON.parse(text);
}

/** The contents of all files by name; CB511 for one that is no JSON, which is left out. */
function parseAll({ folder, texts }: JsonTexts, diagnostics: Diagnostic[]): ReadonlyMap<string, unknown> {
  const files = new Map<string, unknown>();
  for (const [name, text] of texts) {
    try {
      files.set(name, JSON.parse(text));
    } catch (error) {
      diagnostics.push(diagnostic('CB511', `${path.join(folder, name)}.json: ${(error as Error).message}`));
    }
  }
  return files;
}
