import { el } from './dom.js';
import { entityRoute } from './model.js';

const keywords = new Set(
  (
    'as class const enum export extends extern interface public readonly static struct type typedef typeof union ' +
    'virtual void bool boolean char double float int long number short signed string unsigned bigint never null ' +
    'undefined EXTERN_C MIDL_INTERFACE STDMETHODCALLTYPE define ifdef ifndef endif'
  ).split(' '),
);

const token =
  /(\/\/[^\n]*|\/\*[\s\S]*?\*\/)|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(\b(?:0[xX][0-9a-fA-F]+|\d+)\w*)|([A-Za-z_]\w*)/g;

/** Code with colours; names of the API are links, but for the one whose page it is. */
export function codeBlock(model, code, own, label) {
  const nodes = [];
  let at = 0;
  for (const found of code.matchAll(token)) {
    if (found.index > at) nodes.push(code.slice(at, found.index));
    nodes.push(tokenNode(model, found, own));
    at = found.index + found[0].length;
  }
  nodes.push(code.slice(at));
  return el('pre', { class: 'code', tabindex: '0', role: 'region', 'aria-label': label }, el('code', null, nodes));
}

function tokenNode(model, [text, comment, string, number], own) {
  if (comment !== undefined) return el('span', { class: 'comment' }, text);
  if (string !== undefined) return el('span', { class: 'string' }, text);
  if (number !== undefined) return el('span', { class: 'number' }, text);
  if (keywords.has(text)) return el('span', { class: 'keyword' }, text);
  const entity = text === own ? undefined : model.byName.get(text);
  if (entity !== undefined) return el('a', { class: 'type', href: entityRoute(entity) }, text);
  return text === own ? el('span', { class: 'own' }, text) : text;
}
