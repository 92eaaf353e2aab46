import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cppParameterName } from '../../src/emit/identifier.ts';
import type { Facts } from '../../src/model/facts.ts';
import { isReservedGlobalName, isReservedName } from '../../src/model/sound/reserved-names.ts';
import { loadMetadata, repository } from './metadata.ts';

const templates = path.join(repository, 'templates', 'cpp');
const headers = path.join(repository, 'generated', 'cpp');

/** What headers define or ask for with `#define`, `#ifdef` and `defined()`, in lines of the preprocessor. */
function macrosOf(text: string): readonly string[] {
  const lines = text.match(/^[ \t]*#.*(?:\\\n.*)*/gm) ?? [];
  return lines.flatMap((line) => {
    const [, named] = /#[ \t]*(?:define|ifdef|ifndef)[ \t]+(\w+)/.exec(line) ?? [];
    const asked = /#[ \t]*(?:if|elif)/.test(line) ? line.matchAll(/defined[ (]+(\w+)/g) : [];
    return [...(named === undefined ? [] : [named]), ...[...asked].map(([, name]) => name as string)];
  });
}

/** Functions, classes and constants that hand-written parts declare outside of namespaces. */
function declarationsOf(text: string): readonly string[] {
  const found = text.matchAll(
    /^(?:static )?(?:inline|const)\b[^(=;{]*?\b(\w+)(?:\(|\[| =)|^class DECLSPEC_UUID\("[^"]*"\) (\w+)/gm,
  );
  return [...found].map(([, named, tagged]) => (named ?? tagged) as string);
}

const texts = (folder: string, extension: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(extension))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));

describe('reserved names', () => {
  let known: ReadonlySet<string>;
  beforeAll(async () => {
    const { facts } = await loadMetadata();
    known = new Set([
      ...Object.keys(facts).flatMap((kind) => Object.keys(facts[kind as keyof Facts])),
      ...Object.values(facts.enums).flatMap(({ members }) => Object.keys(members)),
    ]);
  });

  it('hold every macro of the headers that is none of the API', () => {
    const macros = [...texts(templates, '.hbs'), ...texts(headers, '.h')].flatMap(macrosOf);
    expect(macros.length).toBeGreaterThan(2000);
    expect([...new Set(macros)].filter((name) => !known.has(name) && !isReservedName(name))).toEqual([]);
  });

  it('hold what the hand-written parts of the headers declare', () => {
    const declared = texts(path.join(templates, 'extra'), '.hbs').flatMap(declarationsOf);
    expect(declared.length).toBeGreaterThan(40);
    expect([...new Set(declared)].filter((name) => !known.has(name) && !isReservedGlobalName(name))).toEqual([]);
  });

  it('are given to no parameter', () => {
    const macros = texts(templates, '.hbs').flatMap(macrosOf);
    const kept = macros.filter((name) => !known.has(name) && cppParameterName(name) === name);
    expect([...new Set(kept)]).toEqual([]);
  });
});
