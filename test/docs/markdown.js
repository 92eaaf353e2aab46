import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
/** The project's root folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
/** The text of a file, by its path below the root. */
export function read(file) {
  return readFileSync(path.join(root, file), 'utf8');
}
/** The Markdown files of the project: those at the root, docs and all below it. Paths below the root. */
export async function projectPages() {
  const atRoot = (await readdir(root)).filter((name) => name.endsWith('.md'));
  return [...atRoot, ...(await markdownBelow('docs'))].sort();
}
/** The Markdown files below a folder. Paths below the root, with forward slashes. */
export async function markdownBelow(folder) {
  const names = await readdir(path.join(root, folder), { recursive: true });
  return names
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.posix.join(folder, name.replaceAll('\\', '/')))
    .sort();
}
/** The fenced blocks of a Markdown text. A longer fence may hold shorter ones. */
export function fences(text) {
  const found = [];
  let open;
  for (const [index, line] of text.split('\n').entries()) {
    const fence = /^\s*(`{3,})\s*([\w+-]*)\s*$/.exec(line);
    if (open === undefined) {
      if (fence) open = { marker: fence[1] ?? '', language: fence[2] ?? '', line: index + 1, lines: [] };
    } else if (fence && fence[2] === '' && (fence[1] ?? '').length >= open.marker.length) {
      found.push({ language: open.language, text: `${open.lines.join('\n')}\n`, line: open.line });
      open = undefined;
    } else {
      open.lines.push(line);
    }
  }
  return found;
}
/** The text without its fenced blocks; line numbers stay. */
export function withoutFences(text) {
  const lines = text.split('\n');
  let fence;
  for (const [index, line] of lines.entries()) {
    const marker = /^\s*(`{3,})/.exec(line)?.[1];
    if (fence !== undefined || marker !== undefined) lines[index] = '';
    if (fence === undefined) fence = marker;
    else if (marker !== undefined && marker.length >= fence.length && line.trim() === marker) fence = undefined;
  }
  return lines.join('\n');
}
/** Targets of the links of a Markdown text, with their lines. */
export function links(text) {
  const found = [];
  for (const [index, line] of withoutFences(text).split('\n').entries()) {
    for (const match of line.replace(/`[^`]*`/g, '').matchAll(/\]\(([^()\s]+(?:\([^()]*\)[^()\s]*)?)\)/g)) {
      found.push({ target: match[1] ?? '', line: index + 1 });
    }
  }
  return found;
}
/** Anchors of the headings of a Markdown text, as GitHub makes them. */
export function anchors(text) {
  const found = new Set();
  for (const line of withoutFences(text).split('\n')) {
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1];
    if (heading === undefined) continue;
    const slug = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    let unique = slug;
    for (let n = 1; found.has(unique); n++) unique = `${slug}-${n}`;
    found.add(unique);
  }
  return found;
}
/** The commands of a shell block: comments, prompts and output dropped, continued lines joined. */
export function commands(block) {
  const prompted = /^\$ /m.test(block.text);
  return block.text
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => !prompted || line.startsWith('$ '))
    .map((line) =>
      line
        .replace(/^\$ /, '')
        .replace(/\s+#.*$/, '')
        .trim(),
    )
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line) => line.split(/\s*&&\s*/));
}
