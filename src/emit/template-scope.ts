/**
 * Finds which fields a template can use at a place: walks the syntax tree down to it and follows the blocks that
 * change the context (`each`, `with`). Only used to explain a failure, so it may guess: of a list it takes the first item.
 */
export function fieldsAt(program: Program, view: unknown, line: number, column: number): string[] {
  const scopes: unknown[] = [view];
  descend(program, { line, column }, scopes);
  const scope = scopes.at(-1);
  return scope !== null && typeof scope === 'object' ? Object.keys(scope) : [];
}

interface Place {
  readonly line: number;
  /** From 0, as Handlebars counts. */
  readonly column: number;
}

interface SyntaxPath {
  readonly type: string;
  readonly original?: unknown;
  readonly depth?: number;
  readonly parts?: readonly unknown[];
}

interface Statement {
  readonly type: string;
  readonly loc: { readonly start: Place; readonly end: Place };
  readonly path?: SyntaxPath;
  readonly params?: readonly SyntaxPath[];
  readonly program?: Program;
  readonly inverse?: Program;
}

/** The part of a Handlebars syntax tree that matters here. */
export interface Program {
  readonly body: readonly Statement[];
}

function descend(program: Program, place: Place, scopes: unknown[]): void {
  for (const statement of program.body) {
    if (!statement.program || !within(place, statement.program)) {
      if (statement.inverse && within(place, statement.inverse)) descend(statement.inverse, place, scopes);
      continue;
    }
    const block = statement.path?.original;
    if (block === 'each' || block === 'with') {
      const value = follow(statement.params?.[0], scopes);
      scopes.push(block === 'each' && value !== null && typeof value === 'object' ? Object.values(value)[0] : value);
    }
    descend(statement.program, place, scopes);
    return;
  }
}

function within(place: Place, program: Program): boolean {
  const first = program.body[0];
  const last = program.body.at(-1);
  return first !== undefined && last !== undefined && !before(place, first.loc.start) && before(place, last.loc.end);
}

function before(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

function follow(path: SyntaxPath | undefined, scopes: readonly unknown[]): unknown {
  if (path?.type !== 'PathExpression') return undefined;
  let value = scopes.at(-1 - (path.depth ?? 0));
  for (const part of path.parts ?? []) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Record<string, unknown>)[String(part)];
  }
  return value;
}
