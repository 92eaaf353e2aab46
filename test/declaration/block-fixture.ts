import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { printType } from '../../src/ctype/print-type.ts';
import { LineIndex } from '../../src/diagnostics/line-index.ts';
import type { ParsedDeclaration } from '../../src/parse/declaration/parse-declaration.ts';

/** A block and the page around it, from `test/fixtures/declaration/<name>.txt`. */
export interface BlockFixture {
  readonly name: string;
  /** Snapshot of what the parser makes of it. */
  readonly expectedPath: string;
  readonly title: string;
  readonly language: string;
  readonly code: string;
}

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'fixtures', 'declaration');

/** All blocks, by name. Each file holds `title:` and `language:` lines, an empty line, and the block. */
export function readFixtures(): BlockFixture[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  return files.sort().map((file) => {
    const [head, ...rest] = readFileSync(path.join(folder, file), 'utf8').split('\n\n');
    const field = (key: string) => new RegExp(`^${key}: (.*)$`, 'm').exec(head as string)?.[1] ?? '';
    const name = file.replace(/\.txt$/, '');
    return {
      name,
      expectedPath: path.join(folder, `${name}.expected.yaml`),
      title: field('title'),
      language: field('language'),
      code: rest.join('\n\n'),
    };
  });
}

/** The tree and the problems as a person reads them: types in C, places as line:column of the block. */
export function describeParse(parsed: ParsedDeclaration, code: string): string {
  const index = new LineIndex(code);
  const problems = parsed.problems.map(({ code: id, message, span, help }) => {
    const { line, column } = index.point(span.start);
    const text = code.slice(span.start, span.end);
    return `${id} ${line}:${column} ${text === '' ? 'here' : JSON.stringify(text)}: ${message}${help ? `. ${help}` : ''}`;
  });
  return stringify({ declaration: readable(parsed.declaration) ?? null, problems }, { lineWidth: 0 });
}

/** The tree without spans. */
export function withoutSpans(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null, (key, inner) => (/[sS]pan$/.test(key) ? undefined : inner)));
}

function readable(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value ?? null, (key, inner) => {
      if (/[sS]pan$/.test(key)) return undefined;
      if (inner && typeof inner === 'object' && 'pointers' in inner) return printType(inner);
      if (Array.isArray(inner) && key === 'attributes')
        return inner
          .map(({ name, arguments: args }) => (args.length > 0 ? `${name}(${args.join(', ')})` : name))
          .join(' ');
      return inner;
    }),
  );
}
