import { inlineText } from '../parse/inline-text.ts';
import { outlinePage } from '../parse/sections.ts';
import { bodyStart } from './body-start.ts';

/** The anchors of a page, to which links can lead. */
export interface Anchors {
  readonly names: ReadonlySet<string>;
  /** Whether these are all: the anchor of a heading may come from what only the site knows. */
  readonly complete: boolean;
}

/** A heading of any level, also one in a list or a quotation, up to its text. */
const atxHeading = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*#{1,6}[ \t]+/;

const setextUnderline = /^ {0,3}(?:=+|-{2,})[ \t\r]*$/;

/** `<a name="...">`, or the `id` of any element. */
const explicitName =
  /<[a-z](?:[^<>]{0,500}?\s)?(?:name|id)\s*=\s*(?:"([^"<>]{1,200})"|'([^'<>]{1,200})'|([^\s"'<>]{1,200}))/gi;

/**
 * The anchors that DocFX gives a page: names of elements as they are written, and a slug of each heading as GitHub makes
 * it, with a number behind it from the second heading of the same text on.
 *
 * @param translated Anchors made of translated headings are not reliable: the site may have kept the original ones.
 */
export function anchorsOf(text: string, translated: boolean): Anchors {
  const names = new Set<string>();
  for (const match of text.matchAll(explicitName)) names.add((match[1] ?? match[2] ?? match[3]) as string);
  const used = new Map<string, number>();
  let complete = true;
  for (const heading of headingsOf(text)) {
    if (/<xref:|\[!INCLUDE/i.test(heading) || (translated && !/^<a (?:name|id)=/i.test(heading))) complete = false;
    const slug = headingSlug(heading);
    const count = used.get(slug) ?? 0;
    used.set(slug, count + 1);
    names.add(count === 0 ? slug : `${slug}-${count}`);
  }
  return { names, complete };
}

/** The texts of the headings, as written. */
function headingsOf(text: string): string[] {
  let offset = bodyStart(text);
  const { fences } = outlinePage(text, offset);
  const headings: string[] = [];
  let fence = 0;
  let previous = '';
  for (const line of text.slice(offset).split('\n')) {
    const start = offset;
    offset += line.length + 1;
    while ((fences[fence]?.span.end ?? Number.POSITIVE_INFINITY) <= start) fence++;
    if ((fences[fence]?.span.start ?? Number.POSITIVE_INFINITY) <= start) continue;
    const mark = atxHeading.exec(line);
    if (mark) headings.push(line.slice(mark[0].length).trim());
    else if (previous.trim() !== '' && setextUnderline.test(line)) headings.push(previous.trim());
    previous = mark ? '' : line;
  }
  return headings;
}

/** The slug as DocFX's Markdown library makes it: each blank becomes a hyphen, so `A & B` has two. */
function headingSlug(heading: string): string {
  let end = heading.length;
  while (heading[end - 1] === '#') end--;
  return inlineText(heading.slice(0, end).trim(), () => '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}
