import { type SectionRole, sectionRoles } from '../parse/dialect.ts';
import { outlinePage } from '../parse/sections.ts';
import { bodyStart } from './body-start.ts';
import type { LintPage } from './lint-input.ts';

/** Whether a page has a section of a role, whatever could be read of it. */
export function hasSection({ text }: LintPage, role: SectionRole): boolean {
  return outlinePage(text, bodyStart(text)).sections.some(({ slug }) => sectionRoles.get(slug) === role);
}
