import { SourceMap, type SourceMapPayload } from 'node:module';
import { pathToFileURL } from 'node:url';
import type TypeScript from 'typescript';
import type { Span } from '../diagnostics/line-index.ts';
import { loadTypeScript } from './find-typescript.ts';
import { isTranspiled } from './import-configuration.ts';
import type { JsonNode } from './jsonc.ts';
import { transpile } from './transpile.ts';

/** The object that a configuration module exports, by its syntax; undefined where it is not written out there. */
export async function readExportedObject(file: string, text: string): Promise<JsonNode | undefined> {
  const typescript = await loadTypeScript(file);
  if (typescript === undefined) return undefined;
  return unlessTooDeep(() => {
    const source = typescript.createSourceFile(file, text, typescript.ScriptTarget.ESNext);
    const exported = source.statements.find(typescript.isExportAssignment);
    return exported && !exported.isExportEquals ? toNode(typescript, source, exported.expression) : undefined;
  });
}

/** What the compiler makes of a text; undefined for one that is nested so deep that it gives up. */
function unlessTooDeep<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * Where in a module the cause of a failed import stands: a syntax error, or the innermost place of its own in the stack
 * of what it threw.
 */
export async function placeOfFailure(file: string, text: string, error: unknown): Promise<Span | undefined> {
  const typescript = await loadTypeScript(file);
  const output = typescript && unlessTooDeep(() => transpile(typescript, file, text));
  const [problem] = output?.diagnostics ?? [];
  if (problem?.start !== undefined) return { start: problem.start, end: problem.start + (problem.length ?? 0) };
  const frame = frameIn(file, error);
  if (frame === undefined) return undefined;
  // Node.js leaves blanks where it takes types away.
  const map = isTranspiled(file) ? output?.sourceMapText : undefined;
  if (map === undefined) return spanAt(text, frame.line, frame.column);
  const origin = new SourceMap(JSON.parse(map) as SourceMapPayload).findEntry(frame.line - 1, frame.column - 1);
  return 'originalLine' in origin ? spanAt(text, origin.originalLine + 1, origin.originalColumn + 1) : undefined;
}

function frameIn(file: string, error: unknown): { readonly line: number; readonly column: number } | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const url = pathToFileURL(file).href;
  for (const line of stack.split('\n')) {
    const at = line.indexOf(url);
    const [, row, column] = at === -1 ? [] : (/^(?:\?[^:]*)?:(\d+):(\d+)/.exec(line.slice(at + url.length)) ?? []);
    if (row !== undefined && column !== undefined) return { line: Number(row), column: Number(column) };
  }
  return undefined;
}

function spanAt(text: string, line: number, column: number): Span {
  const before = text.split('\n').slice(0, line - 1);
  const start = before.reduce((sum, one) => sum + one.length + 1, column - 1);
  return { start, end: start };
}

/** An expression as far as its keys and items go: through `defineConfig(...)`, `satisfies`, and constants of the file. */
function toNode(
  typescript: typeof TypeScript,
  source: TypeScript.SourceFile,
  expression: TypeScript.Expression,
): JsonNode {
  const inner = unwrapped(typescript, source, expression);
  const span = spanOf(source, inner);
  if (typescript.isArrayLiteralExpression(inner)) {
    return { span, value: undefined, items: inner.elements.map((item) => toNode(typescript, source, item)) };
  }
  if (!typescript.isObjectLiteralExpression(inner)) return { span, value: undefined };
  const members = new Map<string, { keySpan: Span; node: JsonNode }>();
  for (const property of inner.properties) {
    const { name } = property;
    if (name === undefined || !(typescript.isIdentifier(name) || typescript.isStringLiteral(name))) continue;
    const value = typescript.isPropertyAssignment(property) ? property.initializer : name;
    members.set(name.text, { keySpan: spanOf(source, name), node: toNode(typescript, source, value) });
  }
  return { span, value: undefined, members };
}

function spanOf(source: TypeScript.SourceFile, node: TypeScript.Node): Span {
  return { start: node.getStart(source), end: node.getEnd() };
}

function unwrapped(
  typescript: typeof TypeScript,
  source: TypeScript.SourceFile,
  expression: TypeScript.Expression,
): TypeScript.Expression {
  // A constant may be made of itself, in a file that is wrong.
  const seen = new Set<TypeScript.Expression>();
  let current = expression;
  while (!seen.has(current)) {
    seen.add(current);
    if (
      typescript.isSatisfiesExpression(current) ||
      typescript.isAsExpression(current) ||
      typescript.isParenthesizedExpression(current)
    ) {
      current = current.expression;
    } else if (typescript.isCallExpression(current) && current.arguments[0] !== undefined) {
      current = current.arguments[0];
    } else if (typescript.isIdentifier(current)) {
      current = constant(typescript, source, current.text) ?? current;
    }
  }
  return current;
}

/** What a constant of the file is set to. */
function constant(
  typescript: typeof TypeScript,
  source: TypeScript.SourceFile,
  name: string,
): TypeScript.Expression | undefined {
  for (const statement of source.statements.filter(typescript.isVariableStatement)) {
    for (const { name: declared, initializer } of statement.declarationList.declarations) {
      if (typescript.isIdentifier(declared) && declared.text === name) return initializer;
    }
  }
  return undefined;
}
