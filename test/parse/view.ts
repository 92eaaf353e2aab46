import { LineIndex, type Span } from '../../src/diagnostics/line-index.ts';
import { parsePage } from '../../src/parse/parse-page.ts';
import type { SourceFile } from '../../src/read/source-file.ts';

/** Makes a source file of a text, as the read stage would. */
export function sourceFile(text: string, id = 'hosting/page.md', includes: Record<string, string> = {}): SourceFile {
  const files = Object.entries(includes).map(
    ([target, content]) => [target, { path: target, text: content, hash: '' }] as const,
  );
  return { path: id, id, text, hash: '', includes: new Map(files) };
}

/**
 * What the parse stage made of a page, for people to read: spans as the text that they cover (one line of it) with
 * line and column, parts that are empty left out, the declaration by its kind and name.
 */
export function viewOf(file: SourceFile): unknown {
  const { value: page, diagnostics } = parsePage(file);
  const lines = new LineIndex(file.text);
  const place = (span: Span): string => {
    const { line, column } = lines.point(span.start);
    const covered = file.text.slice(span.start, span.end).split('\n', 1)[0]?.trim() ?? '';
    return `${line}:${column} ${covered.slice(0, 60)}`;
  };
  const show = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(show);
    if (typeof value !== 'object' || value === null) return value;
    if ('start' in value && 'end' in value) return place(value as Span);
    const entries = Object.entries(value).filter(([, entry]) => !(Array.isArray(entry) && entry.length === 0));
    return Object.fromEntries(entries.map(([key, entry]) => [key, show(entry)]));
  };
  const { id: _id, path: _path, hash: _hash, lineStarts: _lineStarts, syntax, remarkDeclarations, ...rest } = page;
  const named = (declaration: { kind: string; name: string }): string => `${declaration.kind} ${declaration.name}`;
  return {
    ...(show(rest) as object),
    ...(syntax && { syntax: syntax.declaration ? named(syntax.declaration) : null }),
    ...(remarkDeclarations.length > 0 && { remarkDeclarations: remarkDeclarations.map(named) }),
    diagnostics: diagnostics.map(({ code, message, location }) => {
      const { line, column } = location?.start ?? { line: 0, column: 0 };
      return `${line}:${column} ${code} ${message}`;
    }),
  };
}
