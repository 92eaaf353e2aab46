import type { Span } from '../diagnostics/line-index.ts';
import type { Declaration } from './declaration/declaration.ts';
import { parseDeclaration } from './declaration/parse-declaration.ts';
import { declarationStart } from './dialect.ts';
import type { PageKind } from './page.ts';
import { type PageContext, slice } from './page-context.ts';
import type { Fence, Section } from './sections.ts';

export interface SyntaxResult {
  readonly declaration?: Declaration;
  /** The code, or the section where it has none. */
  readonly span: Span;
}

/** What the declaration parser is told of the page. */
export interface SyntaxHints {
  readonly title: string;
  readonly kindHint?: PageKind;
}

/**
 * Reads a Syntax section: its code block, given to the declaration parser as it stands in the page, so that every
 * position is one of the page. Problems of the declaration become diagnostics of the page.
 */
export function readSyntax(context: PageContext, section: Section, hints: SyntaxHints): SyntaxResult {
  const fences = fencesIn(context, section);
  const first = fences[0];
  if (!first) {
    // Indented code is rare enough to leave it to the Markdown parser.
    const code = context.blocks(section.body).find((block) => block.kind === 'code');
    if (code) return declarationIn(context, code.span, '', hints);
    context.findings.report('CB210', 'The Syntax section holds no code block', section.headingSpan);
    return { span: section.headingSpan };
  }
  for (const extra of fences.slice(1)) {
    context.findings.report(
      'CB211',
      'Only the first code block of the Syntax section is read',
      lineOf(context, extra.span),
    );
  }
  return declarationIn(context, first.code, first.language, {
    ...hints,
    ...(first.language !== '' && { languageSpan: languageSpan(context, first) }),
  });
}

/** Where the language of a fence stands: behind its marks. */
function languageSpan(context: PageContext, { span, language }: Fence): Span {
  const start = context.text.indexOf(language, span.start);
  return { start, end: start + language.length };
}

function declarationIn(
  context: PageContext,
  span: Span,
  language: string,
  hints: SyntaxHints & { readonly languageSpan?: Span },
): SyntaxResult {
  const { declaration, problems } = parseDeclaration(slice(context, span), span.start, {
    ...hints,
    ...(language && { language }),
  });
  for (const problem of problems) {
    context.findings.report(problem.code, problem.message, problem.span, problem.help, problem.fixes);
  }
  return { ...(declaration && { declaration }), span };
}

/** The fences of a section, which stand in order: a page may have thousands of sections, and of fences. */
function fencesIn({ fences }: PageContext, { body }: Section): readonly Fence[] {
  const first = firstFrom(fences, body.start);
  return fences.slice(first, firstFrom(fences, body.end, first));
}

/** Index of the first fence that starts at an offset or behind it. */
function firstFrom(fences: readonly Fence[], offset: number, from = 0): number {
  let low = from;
  let high = fences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((fences[middle] as Fence).span.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function lineOf(context: PageContext, span: Span): Span {
  const end = context.text.indexOf('\n', span.start);
  return { start: span.start, end: end < 0 ? span.end : Math.min(end, span.end) };
}

/**
 * Declarations in code outside the Syntax section: typedefs and `#define`s that a page gives in passing. Code that
 * starts otherwise is an example and left alone, and so are problems in it.
 */
export function readRemarkDeclarations(
  context: PageContext,
  sections: readonly Section[],
  title: string,
): Declaration[] {
  const declarations: Declaration[] = [];
  for (const fence of sections.flatMap((section) => fencesIn(context, section))) {
    const code = slice(context, fence.code);
    if (!declarationStart.test(code)) continue;
    const { declaration } = parseDeclaration(code, fence.code.start, { title });
    if (declaration) declarations.push(declaration);
  }
  return declarations;
}
