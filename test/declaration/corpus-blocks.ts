import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The Syntax block of a page. */
export interface CorpusBlock {
  readonly page: string;
  readonly title: string;
  readonly language: string;
  readonly code: string;
  /** Line of the page on which the code starts, from 1. */
  readonly line: number;
}

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const shared = process.env.CLR_BINDGEN_CORPUS ?? path.resolve(repository, '..', 'shared');

/** Folder of the pages of 2019, on which the baseline was reviewed. */
const corpusFolder = path.join(shared, 'corpus', 'en-2019', 'docs', 'framework', 'unmanaged-api');
export const hasCorpus = existsSync(corpusFolder);

/** The first fenced block after the Syntax heading of every page that has one, by page. */
export function readBlocks(): CorpusBlock[] {
  const pages = readdirSync(corpusFolder, { recursive: true, encoding: 'utf8' }).map((page) =>
    page.replaceAll('\\', '/'),
  );
  const blocks: CorpusBlock[] = [];
  for (const page of pages.filter((name) => name.endsWith('.md')).sort()) {
    const text = readFileSync(path.join(corpusFolder, page), 'utf8');
    const syntax = /^#{2,4} +Syntax\b/m.exec(text);
    const fence = syntax && /^ *```([^\n]*)\n([\s\S]*?)^ *```/m.exec(text.slice(syntax.index));
    if (!fence) continue;
    const start = syntax.index + fence.index + fence[0].indexOf('\n') + 1;
    blocks.push({
      page,
      title: /^# +(.*)$/m.exec(text)?.[1] ?? '',
      language: fence[1] as string,
      code: fence[2] as string,
      line: text.slice(0, start).split('\n').length,
    });
  }
  return blocks;
}
