import { visibleText } from '../diagnostics/reporters/visible-text.ts';
import type { Correction, Explanation, Source } from './explanation.ts';

/** Marks parts of the text; the identity where the terminal shows no colour. */
export interface ExplainStyle {
  readonly title: (text: string) => string;
  readonly heading: (text: string) => string;
  readonly name: (text: string) => string;
  readonly value: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

const as = (text: string) => text;

/** No colour. */
const plainExplainStyle: ExplainStyle = {
  title: as,
  heading: as,
  name: as,
  value: as,
  dim: as,
  good: as,
  bad: as,
};

/** How many users of an API are listed; the JSON has all of them. */
const listedUsers = 24;

/** Names beyond this width take a line of their own. */
const widestColumn = 44;

/**
 * An explanation for a terminal.
 *
 * @param width Columns of the terminal.
 */
export function explanationText(of: Explanation, style: ExplainStyle = plainExplainStyle, width = 100): string {
  const lines: string[] = [];
  const room = Math.max(50, Math.min(width, 120));
  const state = of.documented ? '' : ', not documented';
  lines.push(`${style.title(visibleText(of.name))}  ${style.dim(visibleText(`${of.kind} in ${of.header}${state}`))}`);
  if (of.inheritedBy !== undefined) lines.push('', ...wrapped(inheritanceText(of, of.inheritedBy), '  ', room));
  if (of.summary !== undefined) lines.push('', ...wrapped(of.summary, '  ', room));

  function section(title: string, body: readonly string[]): void {
    if (body.length > 0) lines.push('', style.heading(title), ...body);
  }
  section('C++', codeLines(of.code.cpp));
  section('TypeScript', codeLines(of.code.typescript));
  section('Facts', factLines(of, style, room));
  section('Parameters', parameterLines(of, style, room));
  if (of.returns !== undefined) section('Returns', wrapped(of.returns, '  ', room));
  section('HRESULTs', hresultLines(of, style, room));
  section('Inheritance', inheritanceLines(of, style, room));
  section('Vtable', vtableLines(of, style));
  section(memberTitle(of), memberLines(of, style, room));
  section(
    'Corrections of the docs',
    of.corrections.flatMap((correction) => correctionLines(correction, style, room)),
  );
  const users = of.usedBy.slice(0, listedUsers);
  const more = of.usedBy.length - users.length;
  section('Used by', wrapped(users.join(', ') + (more > 0 ? `, and ${more} more` : ''), '  ', room));
  if (of.remarks !== undefined) section('Remarks', paragraphs(of.remarks, room));
  if (of.prose === 'docs') {
    lines.push('', style.dim('Prose: .NET documentation by Microsoft and contributors, CC BY 4.0.'));
  }
  return `${lines.join('\n')}\n`;
}

/** That an interface has the method from a base, where in the vtable of both it has one slot. */
function inheritanceText({ name, facts }: Explanation, heir: string): string {
  const at = name.indexOf('::');
  const slot = /^\d+/.exec(facts.find((fact) => fact.name === 'slot')?.value ?? '')?.[0];
  const place = slot === undefined ? '' : `, in slot ${slot} of its vtable too`;
  return `${heir} inherits ${name.slice(at + 2)} from ${name.slice(0, at)}${place}.`;
}

function codeLines(code: string): string[] {
  return code === '' ? [] : code.split('\n').map((line) => `  ${visibleText(line)}`.trimEnd());
}

function factLines(of: Explanation, style: ExplainStyle, room: number): string[] {
  const names = columnWidth(of.facts.map(({ name }) => name));
  const values = columnWidth(of.facts.filter(({ source }) => source).map(({ value }) => value));
  return of.facts.flatMap(({ name, value, source }) => {
    const head = `  ${style.dim(name.padEnd(names))}  `;
    const shown = visibleText(value);
    if (source === undefined) return [`${head}${shown}`];
    const place = placeText(source);
    const fits = shown.length <= values && names + values + place.length + 6 <= room;
    if (fits) return [`${head}${shown.padEnd(values)}  ${style.dim(place)}`];
    return [`${head}${shown}`, `${' '.repeat(names + 4)}${style.dim(place)}`];
  });
}

function placeText(source: Source): string {
  return visibleText(source.place);
}

function parameterLines(of: Explanation, style: ExplainStyle, room: number): string[] {
  const names = columnWidth(of.parameters.map(({ name }) => name));
  const types = columnWidth(of.parameters.map(({ type }) => type));
  return of.parameters.flatMap(({ name, type, attributes, text }) => {
    const marks = attributes.length === 0 ? '' : visibleText(`[${attributes.join(', ')}]`);
    const head = `  ${style.name(visibleText(name).padEnd(names))}  ${style.value(visibleText(type).padEnd(types))}`;
    return [`${head}  ${style.dim(marks)}`.trimEnd(), ...(text === undefined ? [] : wrapped(text, '      ', room))];
  });
}

function hresultLines(of: Explanation, style: ExplainStyle, room: number): string[] {
  const width = columnWidth(of.hresults.map(({ name }) => name));
  return of.hresults.flatMap(({ name, value, text }) => {
    const failed = value !== undefined && Number(value) > 0x7fffffff;
    const shown = (value ?? 'unknown').padEnd(10);
    const head = `  ${style.name(visibleText(name).padEnd(width))}  ${(failed ? style.bad : style.good)(shown)}`;
    return withText(head, width + 14, text, room);
  });
}

function inheritanceLines(of: Explanation, style: ExplainStyle, room: number): string[] {
  if (of.chain.length === 0) return [];
  const lines = [...of.chain].reverse().map((name, depth) => {
    const shown = visibleText(name);
    const marked = name === of.name ? style.title(shown) : shown;
    return `  ${depth === 0 ? '' : `${'   '.repeat(depth - 1)}└─ `}${marked}`;
  });
  const indent = `  ${'   '.repeat(Math.max(0, of.chain.length - 1))}`;
  return [...lines, ...of.derived.flatMap((name) => wrapped(`└─ ${name}`, indent, room).map(style.dim))];
}

function vtableLines(of: Explanation, style: ExplainStyle): string[] {
  const owners = columnWidth(of.vtable.map(({ name, owner }) => `${owner}::${name}`));
  return of.vtable.map(({ slot, name, owner, documented }) => {
    const number = slot < 0 ? '  ?' : String(slot).padStart(3);
    const own = owner === of.name;
    const shown = visibleText(`${own ? '' : `${owner}::`}${name}`);
    const state = documented || !own ? '' : 'not documented';
    return `  ${style.value(number)}  ${own ? style.name(shown.padEnd(owners)) : style.dim(shown.padEnd(owners))}  ${style.dim(state)}`.trimEnd();
  });
}

function memberTitle({ kind }: Explanation): string {
  if (kind === 'enumeration') return 'Enumerators';
  return kind === 'coclass' ? 'Interfaces' : 'Fields';
}

function memberLines(of: Explanation, style: ExplainStyle, room: number): string[] {
  const width = columnWidth(of.members.map(({ name }) => name));
  const values = columnWidth(of.members.map(({ value }) => value));
  const offsets = of.members.some(({ offset }) => offset !== undefined);
  return of.members.flatMap(({ name, value, offset, text }) => {
    const at = offsets ? `${offset === undefined ? '   ' : String(offset).padStart(3)}  ` : '';
    const head = `  ${style.dim(at)}${style.name(visibleText(name).padEnd(width))}  ${style.value(visibleText(value).padEnd(values))}`;
    return withText(head, width + values + at.length + 4, text, room);
  });
}

function correctionLines(correction: Correction, style: ExplainStyle, room: number): string[] {
  const { where, says, is, reason, evidence, source, page } = correction;
  return [
    `  ${where}: ${style.bad(visibleText(says))} ${style.dim('is')} ${style.good(visibleText(is))}`,
    ...wrapped(reason, '      ', room),
    `      ${style.dim(`on ${visibleText(page)}, by ${placeText(source)}, after ${visibleText(evidence)}`)}`,
  ];
}

/** A line with a text behind it: in the room that is left, or indented below where that is little. */
function withText(head: string, used: number, text: string | undefined, room: number): string[] {
  if (text === undefined || text === '') return [head.trimEnd()];
  if (room - used >= 40) {
    const [first = '', ...rest] = wrapped(text, ' '.repeat(used + 2), room);
    return [`${head}  ${first.trimStart()}`, ...rest];
  }
  return [head.trimEnd(), ...wrapped(text, '      ', room)];
}

function paragraphs(text: string, room: number): string[] {
  return text.split('\n\n').flatMap((paragraph, at) => [...(at > 0 ? [''] : []), ...wrapped(paragraph, '  ', room)]);
}

function wrapped(text: string, indent: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean).map(visibleText)) {
    if (line !== '' && indent.length + line.length + 1 + word.length > room) {
      lines.push(indent + line);
      line = word;
    } else line += line === '' ? word : ` ${word}`;
  }
  return line === '' ? lines : [...lines, indent + line];
}

function columnWidth(texts: readonly string[]): number {
  return Math.min(
    widestColumn,
    texts.reduce((most, text) => Math.max(most, text.length), 0),
  );
}
