import { el } from './dom.js';

/** Prose of the model: paragraphs, with code between backticks. */
export function prose(text) {
  return text.split(/\n{2,}/).map((paragraph) => el('p', null, inline(paragraph)));
}

/** A line of prose with code between backticks. */
export function inline(text) {
  return text.split(/(`[^`\n]+`)/).map((part) => {
    if (part.length > 2 && part.startsWith('`') && part.endsWith('`')) return el('code', null, part.slice(1, -1));
    return part.replace(/\[([^\]]*)\]\([^()\s]*\)/g, '$1');
  });
}

/** The page of a diagnostic: headings, paragraphs, lists and code, which is all the Markdown that these pages use. */
export function markdown(text) {
  const nodes = [];
  let list = null;
  let lines = [];
  let code = null;
  function paragraph() {
    if (lines.length > 0) nodes.push(el('p', null, inline(lines.join(' '))));
    lines = [];
  }
  for (const line of text.split('\n')) {
    if (code !== null) {
      if (line.startsWith('```')) {
        nodes.push(el('pre', { tabindex: '0' }, el('code', null, code.join('\n'))));
        code = null;
      } else code.push(line);
      continue;
    }
    const item = /^[-*] (.*)/.exec(line);
    if (!item) list = null;
    if (line.startsWith('```')) {
      paragraph();
      code = [];
    } else if (/^# /.test(line)) paragraph();
    else if (/^#{2,} /.test(line)) {
      paragraph();
      nodes.push(el('h2', null, inline(line.replace(/^#+ /, ''))));
    } else if (item) {
      paragraph();
      if (list === null) {
        list = el('ul', null);
        nodes.push(list);
      }
      list.append(el('li', null, inline(item[1])));
    } else if (line.trim() === '') paragraph();
    else lines.push(line.trim());
  }
  paragraph();
  return nodes;
}
