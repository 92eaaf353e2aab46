import type { Declaration } from './declaration/declaration.ts';
import { callbackConvention, kindByLongSuffix, kindBySuffix } from './dialect.ts';
import type { PageFrontMatter, PageKind } from './page.ts';
import type { Section } from './sections.ts';
import { slugOf } from './slug.ts';

/** What a page's title, API key or file name says about the API. */
export interface Identity {
  readonly name: string;
  readonly owner?: string;
  /** Kind that the last word states; absent if it states none. */
  readonly kind?: PageKind;
}

const identifier = /[A-Za-z_~]\w*/;
const qualified = /([A-Za-z_]\w*)\s*::\s*([A-Za-z_~]\w*)/;

/** Titles are a few words; the bound keeps the cost of the expressions down on odd text. */
const longestTitle = 500;

/** Takes a title apart: `ICLRTask::Abort Method`, `CreateDebuggingInterface Function for Silverlight`, `Hosting`. */
export function identityOfTitle(title: string): Identity {
  const text = title.slice(0, longestTitle).replaceAll('\\', '').trim();
  for (const [suffix, kind] of kindByLongSuffix) {
    if (text.toLowerCase().endsWith(` ${suffix.toLowerCase()}`)) {
      return { ...splitOwner(text.slice(0, -suffix.length - 1)), kind };
    }
  }
  const last = text.lastIndexOf(' ');
  const kind = last < 0 ? undefined : kindBySuffix.get(text.slice(last + 1).toLowerCase());
  // "Assembly Binding Interface" of several words is prose; an API's name is one word.
  const before = kind ? text.slice(0, last).trim() : text;
  if (kind && !/\s/.test(before.replace(/\s*::\s*/, '::'))) return { ...splitOwner(before), kind };
  return splitOwner(text);
}

function splitOwner(text: string): Identity {
  const match = qualified.exec(text);
  if (match && match[0].length === text.length) return { owner: match[1] as string, name: match[2] as string };
  return { name: text };
}

/** Takes an API key apart: `ICLRTask.Abort`, `ICLRTask::Abort`, `ICorDebugDataTarget.GetPlatform Method`. */
function identityOfApiName(apiName: string): Identity {
  const { name, owner, kind } = identityOfTitle(apiName.replace(/\.(?=[A-Za-z_~])/g, '::'));
  return { name, ...(owner && { owner }), ...(kind && { kind }) };
}

/** Takes a file name apart: `icordebugprocess-getid-method.md`; its letters' case is lost. */
export function identityOfFile(id: string): Identity {
  const base = id.slice(id.lastIndexOf('/') + 1).replace(/\.md$/i, '');
  const parts = base.replace(/\d+$/, (digits) => (/-interface\d+$/.test(base) ? '' : digits)).split('-');
  const kind = parts.length > 1 ? kindBySuffix.get(parts.at(-1) as string) : undefined;
  if (kind) parts.pop();
  if (kind === 'method' && parts.length > 1) {
    return { owner: parts[0] as string, name: parts.slice(1).join('_'), kind };
  }
  return { name: parts.join('_'), ...(kind && { kind }) };
}

/** The kind that a declaration proves; undefined for a function, which title and owner tell apart, and for aliases. */
function kindOfDeclaration(declaration: Declaration): PageKind | undefined {
  switch (declaration.kind) {
    case 'enum':
      return 'enumeration';
    case 'struct':
      return declaration.union ? 'union' : 'structure';
    case 'function':
    case 'typedef':
    case 'constant':
      return undefined;
    default:
      return declaration.kind;
  }
}

export interface IdentityInput {
  readonly id: string;
  readonly title: Section | undefined;
  readonly frontMatter: PageFrontMatter;
  readonly translated: boolean;
  readonly declaration: Declaration | undefined;
  /** What the declaration spells between its start and its name: return type, calling convention. */
  readonly declarationHead: string;
}

/**
 * Decides what a page documents. The declaration proves the kind; the title gives the name and owner, since the docs'
 * API keys are missing from many pages and wrong on others. In a translated page words of the title are not trusted:
 * the heading's anchor is the slug of the English title, so the first candidate that has that slug is the name.
 */
export function resolveIdentity(input: IdentityInput): Identity {
  const stated = input.translated ? translatedIdentity(input) : titleIdentity(input);
  const file = identityOfFile(input.id);
  const kind = declaredKind(stated, file, input) ?? stated.kind ?? file.kind;
  const name = stated.name;
  const owner = kind === 'method' ? (stated.owner ?? ownerElsewhere(name, input, file)) : undefined;
  return { name, ...(owner && { owner }), ...(kind && { kind }) };
}

function titleIdentity(input: IdentityInput): Identity {
  if (input.title) return identityOfTitle(input.title.title);
  const title = input.frontMatter.title;
  return title ? identityOfTitle(title) : identityOfFile(input.id);
}

function translatedIdentity(input: IdentityInput): Identity {
  const slug = input.title?.slug ?? '';
  const text = (input.title?.title ?? '').slice(0, longestTitle);
  const kind = kindOfSlug(slug);
  const candidates: Identity[] = [];
  const full = qualified.exec(text);
  if (full) candidates.push({ owner: full[1] as string, name: full[2] as string });
  for (const word of text.split(/\s+/)) {
    if (identifier.exec(word)?.[0] === word) candidates.push({ name: word });
  }
  for (const apiName of input.frontMatter.apiNames) candidates.push(identityOfApiName(apiName));
  if (input.declaration) candidates.push({ name: input.declaration.name });
  const matching = candidates.find((candidate) => slugMatches(slug, candidate));
  const chosen = matching ?? (kind ? candidates[0] : undefined) ?? { name: text };
  return { name: chosen.name, ...(chosen.owner && { owner: chosen.owner }), ...(kind && { kind }) };
}

function kindOfSlug(slug: string): PageKind | undefined {
  for (const [suffix, kind] of kindByLongSuffix) if (slug.endsWith(`-${slugOf(suffix)}`)) return kind;
  const last = slug.lastIndexOf('-');
  return last < 0 ? undefined : kindBySuffix.get(slug.slice(last + 1));
}

function slugMatches(slug: string, candidate: Identity): boolean {
  const own = slugOf(`${candidate.owner ?? ''}${candidate.name}`);
  return slug === own || (slug.startsWith(`${own}-`) && kindOfSlug(slug) !== undefined);
}

function declaredKind(stated: Identity, file: Identity, input: IdentityInput): PageKind | undefined {
  const { declaration } = input;
  if (!declaration) return undefined;
  if (declaration.kind !== 'function') return kindOfDeclaration(declaration);
  if (stated.kind === 'method' || stated.owner) return 'method';
  if (stated.kind === undefined && file.kind === 'method') return 'method';
  const exported = input.frontMatter.apiType?.toLowerCase() === 'dllexport';
  return !exported && callbackConvention.test(input.declarationHead) ? 'callbackFunction' : 'function';
}

function ownerElsewhere(name: string, input: IdentityInput, file: Identity): string | undefined {
  for (const apiName of input.frontMatter.apiNames) {
    const identity = identityOfApiName(apiName);
    if (identity.owner && identity.name.toLowerCase() === name.toLowerCase()) return identity.owner;
  }
  return file.owner;
}
