import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type SectionRole, sectionRoles } from '../../parse/dialect.ts';
import { outlinePage, type Section } from '../../parse/sections.ts';
import { bodyStart } from '../body-start.ts';
import { type LintPage, type LintTree, placeOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

/** Sections that an API page has at the second level; others may well be part of a larger one. */
const ownLevel: ReadonlySet<SectionRole> = new Set([
  'syntax',
  'parameters',
  'returnValue',
  'methods',
  'members',
  'requirements',
  'seeAlso',
]);

/** A level that at most this share of the sections of one kind has is unusual. */
const unusual = 0.1;

/**
 * Sections of which there is but the heading (CB834), and sections of an API page below the second level where most
 * pages have them at it (CB835).
 */
export const sections: Rule = ({ trees }) => trees.flatMap(checkTree);

interface PlacedSection {
  readonly one: LintPage;
  readonly section: Section;
}

function checkTree({ pages }: LintTree): Diagnostic[] {
  const found: Diagnostic[] = [];
  const byRole = new Map<SectionRole, PlacedSection[]>();
  for (const one of pages) {
    const outline = outlinePage(one.text, bodyStart(one.text)).sections;
    for (const [at, section] of outline.entries()) {
      const role = sectionRoles.get(section.slug);
      // What is listed may stand under headings of its own, of the same level.
      if (role !== 'contents' && isEmpty(one, section, outline[at + 1])) {
        found.push(diagnostic('CB834', `the section ${section.title} is empty`, placeOf(one, section.titleSpan)));
      }
      if (!one.page.syntax || !role || !ownLevel.has(role)) continue;
      const list = byRole.get(role) ?? [];
      byRole.set(role, list);
      list.push({ one, section });
    }
  }
  for (const list of byRole.values()) found.push(...tooDeep(list));
  return found;
}

/** A section whose parts follow has text: theirs. */
function isEmpty({ text }: LintPage, { body, depth }: Section, next: Section | undefined): boolean {
  return text.slice(body.start, body.end).trim() === '' && !(next && next.depth > depth);
}

function tooDeep(list: readonly PlacedSection[]): Diagnostic[] {
  const deep = list.filter(({ section }) => section.depth > 2);
  if (deep.length > list.length * unusual) return [];
  return deep.flatMap(({ one, section: { title, depth, headingSpan } }) => {
    const start = one.text.indexOf('#', headingSpan.start);
    // A title without its marks is one of those that a line below makes a heading; they have no such level.
    const span = { start, end: start + depth };
    const message = `${title} is a heading of level ${depth}; most pages have it at level 2`;
    return [diagnostic('CB835', message, placeOf(one, span), { fixes: [{ ...span, replacement: '##' }] })];
  });
}
