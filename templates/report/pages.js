import { codeBlock } from './code.js';
import { docsAddress, el, grouped, route, table } from './dom.js';
import { chainOf, entityRoute, kinds, methodRoute, sourceText } from './model.js';
import { inline, prose } from './text.js';

/** The page of an entity. */
export function entityPage(model, entity) {
  const { title } = kinds[entity.k];
  return [
    heading(title, entity.n, [headerLink(model, entity), badge(entity.d)]),
    entity.s && el('div', { class: 'lead' }, prose(entity.s)),
    entity.k === 'i' && inheritance(model, entity),
    entity.k === 'i' && vtable(model, entity),
    members(entity),
    parameters(model, entity),
    results(model, entity),
    code(model, entity.c, entity.t, entity.n),
    corrections(entity),
    facts(entity),
    entity.k === 'r' && documentedBy(model, entity),
  ];
}

/** The page of a method. */
export function methodPage(model, owner, method) {
  const slot = owner.l === undefined ? undefined : owner.l + owner.m.indexOf(method);
  const own = ownCode(owner, method);
  return [
    heading('Method', method.n, [
      el('a', { href: entityRoute(owner) }, owner.n),
      slot !== undefined && el('span', { class: 'chip' }, `slot ${slot}`),
      headerLink(model, owner),
      badge(method.d),
    ]),
    method.s && el('div', { class: 'lead' }, prose(method.s)),
    code(model, own.cpp, own.typescript, method.n),
    parameters(model, method),
    results(model, method),
    corrections(method),
    method.p && section('Docs', el('p', null, docsLink(method.p))),
    neighbours(owner, method),
  ];
}

function heading(kind, name, details) {
  return el(
    'header',
    { class: 'heading' },
    el('p', { class: 'kind' }, kind),
    el('h1', { tabindex: '-1' }, softBreaks(name)),
    el('p', { class: 'details' }, details),
  );
}

/** A name that may break where its words start. */
function softBreaks(name) {
  return name.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=_)/).flatMap((part, at) => (at === 0 ? [part] : [el('wbr'), part]));
}

function headerLink(model, entity) {
  const header = model.data.strings[entity.h];
  return el('a', { class: 'chip', href: route('header', header) }, header);
}

function badge(documented) {
  return el('span', { class: documented ? 'chip good' : 'chip missing' }, documented ? 'documented' : 'not documented');
}

export function section(title, ...content) {
  return el('section', null, el('h2', null, title), content);
}

/** Root to the left, heirs to the right; each box a link. */
function inheritance(model, entity) {
  const chain = chainOf(model, entity).reverse();
  const heirs = model.heirs.get(entity.n) ?? [];
  if (chain.length < 2 && heirs.length === 0) return null;
  const shown = heirs.slice(0, 12);
  const box = (one) =>
    one === entity
      ? el('span', { class: 'box self', 'aria-current': 'page' }, one.n)
      : el('a', { class: 'box', href: entityRoute(one) }, one.n);
  const root = chain[0].b;
  return section(
    'Inheritance',
    el(
      'div',
      { class: 'scroll', role: 'region', 'aria-label': 'Inheritance', tabindex: '0' },
      el(
        'ol',
        { class: 'tree' },
        root && el('li', null, el('span', { class: 'box' }, root)),
        chain.map((one) => el('li', null, box(one))),
        shown.length > 0 &&
          el(
            'li',
            { class: 'heirs' },
            el(
              'ul',
              null,
              shown.map((one) => el('li', null, box(one))),
              heirs.length > shown.length &&
                el('li', null, el('span', { class: 'more' }, `and ${grouped(heirs.length - shown.length)} more`)),
            ),
          ),
      ),
    ),
  );
}

function vtable(model, entity) {
  const chain = chainOf(model, entity).reverse();
  const rows = [];
  let slot = 0;
  for (const owner of chain) {
    for (const method of owner.m ?? []) {
      const own = owner === entity;
      const known = entity.l !== undefined;
      rows.push(
        el(
          'tr',
          { class: own ? '' : 'inherited' },
          el('td', { class: 'number' }, known ? slot : '?'),
          el('th', { scope: 'row' }, el('a', { href: methodRoute(owner, method) }, method.n)),
          el('td', null, own ? (method.s ? inline(firstSentence(method.s)) : '') : ['of ', el('a', { href: entityRoute(owner) }, owner.n)]),
          el('td', { class: 'number' }, method.r ? method.r.length : ''),
          el('td', { class: 'quiet' }, own && (method.d ? 'documented' : badge(method.d))),
        ),
      );
      slot += 1;
    }
  }
  if (rows.length === 0) return null;
  return section('Vtable', table('Vtable', ['Slot', 'Method', 'Summary', 'HRESULTs', 'Docs'], rows));
}

function firstSentence(text) {
  return /^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
}

function members(entity) {
  if (!entity.e || entity.e.length === 0) return null;
  const [title, head] = {
    e: ['Enumerators', ['Name', 'Value', 'Meaning']],
    s: ['Fields', ['Name', 'Type', 'Meaning']],
    o: ['Interfaces', ['Name', '', 'Meaning']],
  }[entity.k] ?? ['Members', ['Name', 'Value', 'Meaning']];
  const texts = entity.e.some(([, , text]) => text !== undefined);
  const rows = entity.e.map(([name, value, text]) =>
    el(
      'tr',
      null,
      el('th', { scope: 'row' }, name),
      el('td', { class: entity.k === 'e' ? 'number' : 'mono type' }, value),
      texts && el('td', null, text && inline(text)),
    ),
  );
  return section(title, table(title, texts ? head : head.slice(0, 2), rows));
}

function parameters(model, { a: list }) {
  if (!list || list.length === 0) return null;
  const texts = list.some(([, , , text]) => text !== undefined);
  const rows = list.map(([name, type, attributes, text]) =>
    el(
      'tr',
      null,
      el('th', { scope: 'row' }, name),
      el('td', { class: 'mono type' }, typeLinks(model, type)),
      el('td', { class: 'quiet' }, attributes),
      texts && el('td', null, text && inline(text)),
    ),
  );
  const head = ['Name', 'Type', 'Direction', ...(texts ? ['Meaning'] : [])];
  return section('Parameters', table('Parameters', head, rows));
}

function typeLinks(model, type) {
  return type.split(/([A-Za-z_]\w*)/).map((part) => {
    const entity = /^[A-Za-z_]/.test(part) ? model.byName.get(part) : undefined;
    return entity ? el('a', { href: entityRoute(entity) }, part) : part;
  });
}

function results(model, { r: list }) {
  if (!list || list.length === 0) return null;
  const rows = list.map(([name, text]) => {
    const entity = model.byAddress.get(route('hresult', name));
    const meaning = text ?? entity?.s;
    return el(
      'tr',
      null,
      el('th', { scope: 'row' }, entity ? el('a', { href: entityRoute(entity) }, name) : name),
      el(
        'td',
        { class: entity && entity.v > 0x7fffffff ? 'number bad' : 'number' },
        entity ? hexadecimal(entity.v) : '?',
      ),
      el('td', null, meaning && inline(meaning)),
    );
  });
  return section('HRESULTs', table('HRESULTs', ['Name', 'Value', 'Meaning'], rows));
}

function hexadecimal(value) {
  return `0x${value.toString(16).padStart(8, '0')}`;
}

function code(model, cpp, typescript, own) {
  const blocks = [];
  if (cpp) blocks.push(el('h3', null, 'C++'), codeBlock(model, cpp, own, 'C++'));
  if (typescript) blocks.push(el('h3', null, 'TypeScript'), codeBlock(model, typescript, own, 'TypeScript'));
  return blocks.length > 0 && section('As generated', blocks);
}

/** The declarations of a method among those of its interface: in C++ by position, in TypeScript by name. */
function ownCode(owner, method) {
  const cpp = (owner.c ?? '').match(/^ {4}virtual [^;]*;/gm) ?? [];
  const lines = (owner.t ?? '').split('\n');
  const typescript = lines.find((line) => line.startsWith(`  ${method.n}(`) || line.startsWith(`  ${method.n}<`));
  return {
    cpp: cpp[owner.m.indexOf(method)]?.replace(/^ {4}/gm, ''),
    typescript: typescript?.trim(),
  };
}

function corrections({ o: list }) {
  if (!list || list.length === 0) return null;
  const rows = list.map(([where, says, is, reason]) =>
    el(
      'tr',
      null,
      el('th', { scope: 'row' }, where),
      el('td', { class: 'mono' }, el('del', null, says)),
      el('td', { class: 'mono' }, is),
      el('td', null, reason),
    ),
  );
  return section('Corrections of the docs', table('Corrections', ['Where', 'Docs say', 'True is', 'Reason'], rows));
}

function facts(entity) {
  const rows = entity.x.map(([name, value, source]) =>
    el(
      'tr',
      null,
      el('th', { scope: 'row' }, name),
      el('td', { class: 'mono' }, value),
      el('td', { class: 'quiet source' }, source && sourceText(source, entity)),
    ),
  );
  if (entity.p) {
    rows.push(el('tr', null, el('th', { scope: 'row' }, 'docs'), el('td', { colspan: '2' }, docsLink(entity.p))));
  }
  return rows.length > 0 && section('Facts and their sources', table('Facts', ['Fact', 'Value', 'Source'], rows));
}

function docsLink(page) {
  return el('a', { href: docsAddress(page), rel: 'noreferrer' }, page);
}

function documentedBy(model, entity) {
  const users = model.results.get(entity.n) ?? [];
  if (users.length === 0) return null;
  const link = ({ entity: of, method }) =>
    el(
      'li',
      null,
      el('a', { href: method ? methodRoute(of, method) : entityRoute(of) }, method ? `${of.n}::${method.n}` : of.n),
    );
  return section(`Documented by ${grouped(users.length)}`, el('ul', { class: 'columns' }, users.map(link)));
}

function neighbours(owner, method) {
  const at = owner.m.indexOf(method);
  const link = (one, label) => one && el('a', { href: methodRoute(owner, one) }, label(one.n));
  return el(
    'nav',
    { class: 'neighbours', 'aria-label': 'Neighbours in the vtable' },
    link(owner.m[at - 1], (name) => `← ${name}`) || el('span'),
    link(owner.m[at + 1], (name) => `${name} →`),
  );
}

/** The page for an address that leads nowhere. */
export function missingPage() {
  return [
    el('header', { class: 'heading' }, el('h1', { tabindex: '-1' }, 'Nothing here')),
    el('p', null, 'This report has no page of that name. Try the search.'),
  ];
}
