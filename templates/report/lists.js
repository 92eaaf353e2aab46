import { el, grouped, route, table } from './dom.js';
import { entityRoute, kinds } from './model.js';
import { section } from './pages.js';
import { inline, markdown } from './text.js';

/** The first page: how much there is, and how much of it the docs describe. */
export function overviewPage(model) {
  const { title, docs, coverage, diagnostics } = model.data;
  const findings = diagnostics.codes.reduce((sum, { found }) => sum + found.length, 0);
  const row = (name) => coverage.totals.find((one) => one.name === name);
  const interfaces = row('Interfaces');
  const tiles = [
    interfaces && tile('Interfaces', interfaces.apis, route('list', 'interface'), interfaces.documented),
    interfaces && tile('Methods', interfaces.methods, route('list', 'interface'), interfaces.documentedMethods),
    ...['Enumerations', 'Structures', 'Functions', 'HRESULTs'].map((name) => {
      const one = row(name);
      const kind = Object.values(kinds).find(({ many }) => many === name);
      return one && tile(name, one.apis, route('list', kind.slug), one.documented);
    }),
    tile('Findings', findings, route('diagnostics')),
  ];
  return [
    el(
      'header',
      { class: 'heading' },
      el('h1', { tabindex: '-1' }, title),
      el('p', { class: 'details' }, docs.length > 0 ? `From ${docs.join(', ')}` : 'From the embedded model'),
    ),
    el('div', { class: 'tiles' }, tiles),
    coverageSection('Coverage by header', 'Header', coverage.headers, (name) => route('header', name)),
    coverageSection('Coverage by area of the docs', 'Area', coverage.areas),
  ];
}

function tile(name, count, href, documented) {
  return el(
    'a',
    { class: 'tile', href },
    el('strong', null, grouped(count)),
    el('span', null, name),
    documented !== undefined && el('small', null, `${percent(documented, count)} documented`),
  );
}

function percent(part, whole) {
  return whole === 0 ? '–' : `${Math.floor((part / whole) * 100)} %`;
}

function coverageSection(title, column, rows, hrefOf) {
  if (rows.length === 0) return null;
  const meter = (part, whole) =>
    el(
      'td',
      null,
      whole > 0 &&
        el(
          'div',
          { class: 'meter' },
          el('span', null, `${grouped(part)} of ${grouped(whole)}`),
          el('progress', { max: whole, value: part, 'aria-label': `${percent(part, whole)} documented` }),
        ),
    );
  const body = rows.map((row) =>
    el(
      'tr',
      null,
      el('th', { scope: 'row' }, hrefOf ? el('a', { href: hrefOf(row.name) }, row.name) : row.name),
      meter(row.documented, row.apis),
      meter(row.documentedMethods, row.methods),
    ),
  );
  return section(title, table(title, [column, 'APIs documented', 'Methods documented'], body));
}

/** The APIs of a kind, by first letter. */
export function kindPage(model, kind) {
  const entities = model.data.entities.filter(({ k }) => k === kind);
  return listPage(kinds[kind].many, entities, false);
}

/** The APIs of a header. */
export function headerPage(model, header) {
  const entities = model.data.entities.filter(({ h }) => model.data.strings[h] === header);
  return entities.length === 0 ? null : listPage(header, entities, true);
}

function listPage(title, entities, byKind) {
  const groups = new Map();
  for (const entity of [...entities].sort((a, b) => (a.n.toLowerCase() < b.n.toLowerCase() ? -1 : 1))) {
    const key = byKind ? kinds[entity.k].many : letterOf(entity);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(entity);
  }
  const order = byKind ? Object.values(kinds).map(({ many }) => many) : [...groups.keys()].sort();
  return [
    el(
      'header',
      { class: 'heading' },
      el('p', { class: 'kind' }, byKind ? 'Header' : 'Reference'),
      el('h1', { tabindex: '-1' }, title),
      el('p', { class: 'details' }, `${grouped(entities.length)} APIs`),
    ),
    order
      .filter((key) => groups.has(key))
      .map((key) =>
        section(
          key,
          el(
            'ul',
            { class: 'columns' },
            groups
              .get(key)
              .map((entity) =>
                el(
                  'li',
                  { class: entity.d ? '' : 'undocumented' },
                  el('a', { href: entityRoute(entity) }, entity.n),
                  !entity.d && el('span', { class: 'quiet' }, ' not documented'),
                ),
              ),
          ),
        ),
      ),
  ];
}

/** What interfaces are sorted under: the letter behind the `I` that they all start with. */
function letterOf({ k, n }) {
  const name = k === 'i' && /^I[A-Z]/.test(n) ? n.slice(1) : n;
  return (/[A-Za-z]/.exec(name)?.[0] ?? '#').toUpperCase();
}

/** All kinds of APIs and all headers. */
export function referencePage(model) {
  const { entities, coverage } = model.data;
  const items = Object.entries(kinds).flatMap(([key, { slug, many }]) => {
    const count = entities.filter(({ k }) => k === key).length;
    return count === 0 ? [] : [tile(many, count, route('list', slug))];
  });
  return [
    el('header', { class: 'heading' }, el('h1', { tabindex: '-1' }, 'Reference')),
    el('div', { class: 'tiles' }, items),
    section(
      'Headers',
      el(
        'ul',
        { class: 'columns' },
        coverage.headers.map(({ name, apis }) =>
          el(
            'li',
            null,
            el('a', { href: route('header', name) }, name),
            el('span', { class: 'quiet' }, ` ${grouped(apis)}`),
          ),
        ),
      ),
    ),
  ];
}

/** What was found, by code and by area. */
export function diagnosticsPage(model) {
  const { codes, areas } = model.data.diagnostics;
  const counts = areas.map(({ name, counts: { error, warning, note } }) =>
    el(
      'tr',
      null,
      el('th', { scope: 'row' }, name || 'elsewhere'),
      [error, warning, note].map((count) => el('td', { class: 'number' }, count === 0 ? '–' : grouped(count))),
    ),
  );
  const rows = codes.map(({ code, severity, title, found }) =>
    el(
      'tr',
      null,
      el('th', { scope: 'row' }, el('a', { href: route('diagnostics', code) }, code)),
      el('td', null, el('span', { class: `chip ${severity}` }, severity)),
      el('td', null, title),
      el('td', { class: 'number' }, grouped(found.length)),
    ),
  );
  const head = el('header', { class: 'heading' }, el('h1', { tabindex: '-1' }, 'Diagnostics'));
  if (rows.length === 0) return [head, el('p', null, 'Nothing was found.')];
  return [
    head,
    section('By code', table('By code', ['Code', 'Severity', 'Title', 'Found'], rows)),
    section('By area', table('By area', ['Area', 'Errors', 'Warnings', 'Notes'], counts)),
  ];
}

/** A code: what it means, and each place where it was found. */
export function codePage(model, code) {
  const of = model.data.diagnostics.codes.find((one) => one.code === code);
  if (of === undefined) return null;
  const rows = of.found.map(([area, file, line, column, message]) =>
    el(
      'tr',
      null,
      el('td', { class: 'mono source place' }, file === '' ? area : `${file}:${line}:${column}`),
      el('td', null, inline(message)),
    ),
  );
  return [
    el(
      'header',
      { class: 'heading' },
      el('p', { class: 'kind' }, code),
      el('h1', { tabindex: '-1' }, of.title),
      el('p', { class: 'details' }, el('span', { class: `chip ${of.severity}` }, of.severity)),
    ),
    markdown(of.page),
    section(`Found ${times(of.found.length)}`, table('Found', ['Place', 'Message'], rows)),
  ];
}

/** `once`, `2,000 times`. */
function times(count) {
  return count === 1 ? 'once' : `${grouped(count)} times`;
}
