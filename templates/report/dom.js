/*
 * The only place where elements are made. Text becomes text nodes; attributes are those of the list below. The data
 * comes from pages that anybody may have written, so no text of it is ever read as HTML, and no link of it is followed.
 */

const attributes = new Set([
  'aria-activedescendant',
  'aria-controls',
  'aria-current',
  'aria-expanded',
  'aria-hidden',
  'aria-label',
  'aria-selected',
  'class',
  'colspan',
  'dir',
  'id',
  'max',
  'open',
  'rel',
  'role',
  'scope',
  'tabindex',
  'title',
  'type',
  'value',
]);

/** Sites that links may lead to, beside the report itself. */
const docsSite = 'https://learn.microsoft.com/dotnet/framework/unmanaged-api/';

/**
 * An element. Children are nodes and texts; null, undefined and false are left out; lists are flattened.
 * `href` must be a route of this site or a page of the docs' site.
 */
export function el(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'href') {
      if (value.startsWith('#/') || value.startsWith(docsSite)) element.setAttribute('href', value);
    } else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (attributes.has(name)) element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Number.POSITIVE_INFINITY)) {
    if (child === undefined || child === null || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(visible(String(child))));
  }
}

/** Text without characters that turn the direction of text or cannot be seen: they make it look like another one. */
function visible(text) {
  return text.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '\ufffd');
}

/** The address of a route: each part may be any text. */
export function route(...parts) {
  return `#/${parts.map((part) => encodeURIComponent(part)).join('/')}`;
}

/** The online page of a page of the docs. */
export function docsAddress(page) {
  const path = page.replace(/\.md$/, '').split('/').map(encodeURIComponent).join('/');
  return docsSite + path;
}

/** A table in a box that scrolls sideways where it does not fit. */
export function table(label, head, rows) {
  return el(
    'div',
    { class: 'scroll', role: 'region', 'aria-label': label, tabindex: '0' },
    el(
      'table',
      null,
      el(
        'thead',
        null,
        el(
          'tr',
          null,
          head.map((title) => el('th', { scope: 'col' }, title)),
        ),
      ),
      el('tbody', null, rows),
    ),
  );
}

/** A number with its digits in groups of three. */
export function grouped(count) {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
