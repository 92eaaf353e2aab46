import { el, route } from './dom.js';
import { codePage, diagnosticsPage, headerPage, kindPage, overviewPage, referencePage } from './lists.js';
import { kinds, readModel } from './model.js';
import { entityPage, methodPage, missingPage } from './pages.js';
import { search } from './search.js';

const shownResults = 40;

const model = readModel(globalThis.reportData);
const main = document.getElementById('main');
const input = document.getElementById('search');
const list = document.getElementById('results');
const status = document.getElementById('status');
let selected = 0;
let hits = [];

/** The page of an address, and the part of the site that it belongs to. */
function pageOf(parts) {
  const [first, second, third] = parts;
  if (first === undefined) return ['overview', overviewPage(model)];
  if (first === 'reference') return ['reference', referencePage(model)];
  if (first === 'header') return ['reference', headerPage(model, second)];
  if (first === 'diagnostics')
    return ['diagnostics', second === undefined ? diagnosticsPage(model) : codePage(model, second)];
  if (first === 'list') {
    const kind = Object.keys(kinds).find((key) => kinds[key].slug === second);
    return ['reference', kind === undefined ? null : kindPage(model, kind)];
  }
  const entity = second === undefined ? undefined : model.byAddress.get(route(first, second));
  if (entity === undefined) return ['', null];
  if (third === undefined) return ['reference', entityPage(model, entity)];
  const method = entity.m?.find(({ n }) => n === third);
  return ['reference', method === undefined ? null : methodPage(model, entity, method)];
}

function show(moved) {
  let parts = [];
  try {
    parts = location.hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    parts = ['']; // no text that anything here is called by
  }
  const [area, content] = pageOf(parts);
  main.replaceChildren(el('div', null, content ?? missingPage()));
  for (const link of document.querySelectorAll('[data-area]')) {
    if (link.dataset.area === area) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const title = main.querySelector('h1');
  document.title =
    area === 'overview' ? model.data.title : `${parts.slice(1).join('::') || title.textContent} – ${model.data.title}`;
  close();
  scrollTo(0, 0);
  if (moved) title.focus({ preventScroll: true });
}

function find() {
  hits = search(model.index, input.value, shownResults);
  selected = 0;
  const open = input.value.trim() !== '';
  list.replaceChildren(...hits.map(resultNode));
  if (open && hits.length === 0) list.append(el('p', { class: 'none' }, 'Nothing is called that.'));
  list.hidden = !open;
  input.setAttribute('aria-expanded', String(open && hits.length > 0));
  status.textContent = open ? `${hits.length === shownResults ? 'many' : hits.length} results` : '';
  select(0);
}

function resultNode({ entry, places }, at) {
  return el(
    'a',
    { role: 'option', id: `result-${at}`, href: entry.href, tabindex: '-1', class: 'result', onclick: clear },
    el('span', { class: 'name' }, marked(entry.full.name, places)),
    el('span', { class: 'quiet' }, `${entry.title} · ${entry.where}`),
  );
}

/** A name with the letters that were typed marked. */
function marked(name, places) {
  const nodes = [];
  const typed = new Set(places);
  for (let at = 0; at < name.length; ) {
    let end = at + 1;
    while (end < name.length && typed.has(end) === typed.has(at)) end += 1;
    nodes.push(typed.has(at) ? el('mark', null, name.slice(at, end)) : name.slice(at, end));
    at = end;
  }
  return nodes;
}

function select(at) {
  if (hits.length === 0) {
    input.removeAttribute('aria-activedescendant');
    return;
  }
  selected = (at + hits.length) % hits.length;
  for (const [index, node] of [...list.children].entries())
    node.setAttribute('aria-selected', String(index === selected));
  input.setAttribute('aria-activedescendant', `result-${selected}`);
  list.children[selected].scrollIntoView({ block: 'nearest' });
}

function close() {
  list.hidden = true;
  input.setAttribute('aria-expanded', 'false');
  input.removeAttribute('aria-activedescendant');
}

function clear() {
  input.value = '';
  close();
}

input.addEventListener('input', find);
input.addEventListener('focus', () => input.value.trim() !== '' && find());
input.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown') select(selected + 1);
  else if (event.key === 'ArrowUp') select(selected - 1);
  else if (event.key === 'Enter' && hits[selected] && !list.hidden) {
    location.hash = hits[selected].entry.href;
    clear();
  } else if (event.key === 'Escape') clear();
  else return;
  event.preventDefault();
});
document.addEventListener('keydown', (event) => {
  const typing = event.target instanceof Element && event.target.closest('input, textarea, select');
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  input.focus();
  input.select();
});
document.addEventListener('click', (event) => {
  if (!event.target.closest('.search')) close();
});

/* Light and dark: as the system has it, until somebody says otherwise. */
const theme = document.getElementById('theme');
const dark = matchMedia('(prefers-color-scheme: dark)');

function storedTheme() {
  try {
    return localStorage.getItem('theme');
  } catch {
    return null; // storage may be forbidden for files
  }
}

function applyTheme(name) {
  document.documentElement.dataset.theme = name;
  theme.setAttribute('aria-label', name === 'dark' ? 'Switch to light' : 'Switch to dark');
}

applyTheme(storedTheme() ?? (dark.matches ? 'dark' : 'light'));
dark.addEventListener('change', () => storedTheme() ?? applyTheme(dark.matches ? 'dark' : 'light'));
theme.addEventListener('click', () => {
  const name = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  applyTheme(name);
  try {
    localStorage.setItem('theme', name);
  } catch {
    // it holds for this page alone then
  }
});

addEventListener('hashchange', () => show(true));
show(false);
