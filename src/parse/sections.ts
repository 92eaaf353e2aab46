import type { Span } from '../diagnostics/line-index.ts';
import { sectionRoles } from './dialect.ts';
import { inlineText } from './inline-text.ts';
import { slugOf } from './slug.ts';

/** A heading and the text up to the next one that opens a section. */
export interface Section {
  /** Anchor of the heading, else the slug of its text. */
  readonly slug: string;
  /** Text of the heading without its anchor, as plain text. */
  readonly title: string;
  readonly depth: number;
  /** The heading carries an explicit anchor, as every heading of a translated page does. */
  readonly anchored: boolean;
  readonly headingSpan: Span;
  /** The heading's text, without the marks. */
  readonly titleSpan: Span;
  /** What follows the heading. */
  readonly body: Span;
}

/** A fenced code block, also one inside a list. */
export interface Fence {
  /** First word after the opening fence, lower case; empty if there is none. */
  readonly language: string;
  readonly span: Span;
  /** The code, without the fences. */
  readonly code: Span;
  readonly closed: boolean;
}

export interface PageOutline {
  /** The first level-1 heading. */
  readonly title?: Section;
  /** Later level-1 headings. */
  readonly extraTitles: readonly Section[];
  /** Sections in the order of the page, without the title. */
  readonly sections: readonly Section[];
  readonly fences: readonly Fence[];
}

interface OpenFence {
  readonly mark: string;
  readonly length: number;
  readonly language: string;
  readonly start: number;
  readonly codeStart: number;
}

const fenceLine = /^([ \t]*)(`{3,}|~{3,})([^\n]*)$/;
const listMarker = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|\r?$)/;
const setextUnderline = /^ {0,3}(=+|-{2,})[ \t\r]*$/;
const headingAnchor = /^<a (?:name|id)="([^"]*)">\s*<\/a>\s*/i;

/**
 * Splits a page into sections by reading its lines once: front matter is left out by `start`; headings inside fenced
 * code and HTML comments are none. Levels one and two open sections, lower ones only if the dialect knows them
 * (`#### Parameters`). A fence that never closes ends before the next heading that the dialect knows, so that it does
 * not swallow the page. Never throws; time is linear in the text.
 *
 * @param start offset at which the Markdown begins
 */
export function outlinePage(text: string, start: number): PageOutline {
  const headings: { section: Omit<Section, 'body'> }[] = [];
  const fences: Fence[] = [];
  let fence: OpenFence | undefined;
  let inComment = false;
  let inList = false;
  let afterBlank = false;
  let resumed = -1;
  let previous: Span | undefined;
  for (let at = start; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const next = newline < 0 ? text.length : newline + 1;
    let first = at;
    while (first < end && (text.charCodeAt(first) === 32 || text.charCodeAt(first) === 9)) first++;
    const c = text.charCodeAt(first);
    const blank = first === end || (c === 13 && first + 1 === end);
    if (fence) {
      if ((c === 96 || c === 126) && closes(fence, text.slice(first, end))) {
        fences.push(closeFence(fence, at, next, true));
        fence = undefined;
      } else if (next >= text.length) {
        // It never closed. Read on after the fence, now with headings as they come.
        const stop = knownHeadingAfter(text, fence.codeStart);
        fences.push(closeFence(fence, stop, stop, false));
        fence = undefined;
        if (stop < text.length && stop > resumed) {
          resumed = stop;
          at = stop;
          continue;
        }
      }
      at = next;
      continue;
    }
    if (inComment) {
      inComment = !text.slice(at, end).includes('-->');
    } else if (blank) {
      previous = undefined;
      afterBlank = true;
      at = next;
      continue;
    } else if (c === 35 && first - at <= 3) {
      const heading = readHeading(text, at, end);
      if (heading) {
        headings.push({ section: heading });
        inList = false;
        previous = undefined;
        at = next;
        continue;
      }
    } else if (c === 96 || c === 126) {
      const match = fenceLine.exec(text.slice(at, end));
      const info = match?.[3] ?? '';
      if (match && (first - at <= 3 || inList) && !(c === 96 && info.includes('`'))) {
        const mark = match[2] as string;
        fence = {
          mark: mark[0] as string,
          length: mark.length,
          language: (info.trim().split(/\s/, 1)[0] as string).toLowerCase(),
          start: at,
          codeStart: next,
        };
        if (next >= text.length) fences.push(closeFence(fence, text.length, text.length, false));
      }
    } else if (c === 60 && text.startsWith('<!--', first)) {
      inComment = !text.slice(first, end).includes('-->');
    } else if ((c === 61 || c === 45) && previous && setextUnderline.test(text.slice(at, end))) {
      const depth = c === 61 ? 1 : 2;
      const title = text.slice(previous.start, previous.end).trim();
      headings.push({ section: headingOf(title, depth, { start: previous.start, end }, previous) });
      previous = undefined;
      at = next;
      continue;
    }
    if (listMarker.test(text.slice(at, Math.min(end, at + 16)))) {
      inList = true;
      previous = undefined;
    } else {
      // Without a blank line before it, a line goes on with the item above.
      if (first === at && afterBlank) inList = false;
      // Only a plain line can become a heading by what is under it.
      previous = inList || c === 124 || c === 62 || c === 60 ? undefined : { start: first, end };
    }
    afterBlank = false;
    at = next;
  }
  return assemble(
    text,
    headings.map((entry) => entry.section),
    fences,
  );
}

function assemble(text: string, headings: readonly Omit<Section, 'body'>[], fences: readonly Fence[]): PageOutline {
  const opening = headings.filter(opensSection());
  const all = opening.map(
    (heading, index): Section => ({
      ...heading,
      body: {
        start: Math.min(heading.headingSpan.end + 1, text.length),
        end: opening[index + 1]?.headingSpan.start ?? text.length,
      },
    }),
  );
  const titles = all.filter((section) => section.depth === 1);
  const title = titles[0];
  return {
    ...(title && { title }),
    extraTitles: titles.slice(1),
    sections: all.filter((section) => section !== title),
    fences,
  };
}

/**
 * Tells, heading after heading, which ones open a section: those of the first two levels, those that the dialect
 * knows, and those that stand beside or above the section before them, or right below a title. Others belong to its
 * text.
 */
function opensSection(): (heading: Omit<Section, 'body'>) => boolean {
  let level = 2;
  return ({ depth, slug }) => {
    const opens = depth <= level || sectionRoles.has(slug);
    if (opens) level = depth === 1 ? 6 : depth;
    return opens;
  };
}

/** Reads an ATX heading by hand: an expression with an optional closing run would be quadratic in a row of blanks. */
function readHeading(text: string, at: number, end: number): Omit<Section, 'body'> | undefined {
  let marksStart = at;
  while (text.charCodeAt(marksStart) === 32) marksStart++;
  let marksEnd = marksStart;
  while (text.charCodeAt(marksEnd) === 35) marksEnd++;
  const depth = marksEnd - marksStart;
  const after = text.charCodeAt(marksEnd);
  if (depth > 6 || (marksEnd < end && after !== 32 && after !== 9 && after !== 13)) return undefined;
  const content = text.slice(marksEnd, end);
  let title = content.trimEnd();
  let closing = title.length;
  while (title[closing - 1] === '#') closing--;
  if (closing === 0 || title[closing - 1] === ' ' || title[closing - 1] === '\t')
    title = title.slice(0, closing).trimEnd();
  const titleStart = marksEnd + (title.length - title.trimStart().length);
  const span = { start: titleStart, end: marksEnd + title.length };
  return headingOf(title.trimStart(), depth, { start: at, end }, span);
}

function headingOf(title: string, depth: number, headingSpan: Span, titleSpan: Span): Omit<Section, 'body'> {
  const anchor = headingAnchor.exec(title);
  const rest = anchor ? title.slice(anchor[0].length) : title;
  const plain = inlineText(rest, noInclude).replaceAll('`', '');
  return {
    slug: anchor ? (anchor[1] as string) : slugOf(plain),
    title: plain,
    depth,
    anchored: anchor !== null,
    headingSpan,
    titleSpan: { start: titleSpan.start + title.length - rest.length, end: titleSpan.end },
  };
}

const noInclude = (): string => '';

function closes(fence: OpenFence, line: string): boolean {
  let length = 0;
  while (line[length] === fence.mark) length++;
  return length >= fence.length && line.slice(length).trim() === '';
}

function closeFence(fence: OpenFence, codeEnd: number, end: number, closed: boolean): Fence {
  return {
    language: fence.language,
    span: { start: fence.start, end },
    code: { start: Math.min(fence.codeStart, codeEnd), end: codeEnd },
    closed,
  };
}

function knownHeadingAfter(text: string, from: number): number {
  for (let at = from; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    if (text.charCodeAt(at) === 35) {
      const heading = readHeading(text, at, end);
      if (heading && sectionRoles.has(heading.slug)) return at;
    }
    at = newline < 0 ? text.length : newline + 1;
  }
  return text.length;
}
