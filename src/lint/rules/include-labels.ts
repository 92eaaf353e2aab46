import path from 'node:path';
import { diagnostic } from '../../diagnostics/catalogue.ts';
import { placeOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

const include = /\[!INCLUDE\s?\[([^\]\n]{1,200})\]\(([^()\s]{1,500})\)/gi;

/**
 * The label of an INCLUDE token against its target (CB824). The site shows the target's text; who reads the source sees
 * the label, and is told another version where both hold numbers and these differ.
 */
export const includeLabels: Rule = ({ pages }) =>
  pages.flatMap((one) =>
    [...one.text.matchAll(include)].flatMap((match) => {
      const [token, label = '', target = ''] = match;
      // A bilingual page has each text twice.
      if (one.text.indexOf(token) < match.index) return [];
      const file = path.posix.basename(target);
      const [says, is] = [numbers(label), numbers(file)];
      if (says === '' || is === '' || says === is) return [];
      const start = match.index + token.indexOf(label);
      const message = `the label says ${label}, and the text is that of ${file}`;
      return [diagnostic('CB824', message, placeOf(one, { start, end: start + label.length }))];
    }),
  );

function numbers(text: string): string {
  return text.replace(/\D+/g, '');
}
