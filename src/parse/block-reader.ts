import type { Span } from '../diagnostics/line-index.ts';
import type { Block } from './blocks.ts';
import type { Findings } from './findings.ts';
import { beyondLimits, markdownBlocks } from './markdown-blocks.ts';
import { scanBlocks } from './scan-blocks.ts';

/** Gives the blocks of any part of one page. */
export type BlockReader = (text: string, findings: Findings) => (span: Span) => readonly Block[];

/** Reads only the part asked for: by the line scanner where its shape is plain, else by the Markdown parser. */
export const slicedReader: BlockReader = (text, findings) => (span) =>
  scanBlocks(text, span) ?? boundedMarkdown(text, span, findings);

function boundedMarkdown(text: string, span: Span, findings: Findings): readonly Block[] {
  const reason = beyondLimits(text.slice(span.start, span.end));
  if (reason) {
    findings.report('CB216', `The section was not read: ${reason}`, span);
    return [];
  }
  try {
    return markdownBlocks(text, span);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    findings.report('CB216', `The Markdown parser failed on the section: ${message}`, span);
    return [];
  }
}

/** Parses the whole page with the Markdown parser: slow, the reference that tests hold the sliced reader against. */
export const wholePageReader: BlockReader = (text) => {
  let all: readonly Block[] | undefined;
  return (span) => {
    // Front matter is blanked out, so that offsets stay.
    all ??= markdownBlocks(blankFrontMatter(text), { start: 0, end: text.length });
    return all.filter((block) => block.span.start >= span.start && block.span.end <= span.end);
  };
};

function blankFrontMatter(text: string): string {
  return text.replace(/^---\n[\s\S]*?\n---[ \t]*(?=\n|$)/, (matter) => matter.replace(/[^\n]/g, ' '));
}
