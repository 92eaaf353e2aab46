import { diagnostic } from '../diagnostics/catalogue.ts';
import type { FunctionDeclaration } from '../parse/declaration/declaration.ts';
import {
  type BuildContext,
  directionOfType,
  documentedEntity,
  isPointerType,
  prose,
  spellType,
} from './build-context.ts';
import type { NamedPage, PagesByName } from './collect-pages.ts';
import { checkDeclaredName } from './declared-name.ts';
import { type DeclaredSignature, readSignature, signatureKinds } from './declared-signature.ts';
import { availabilityOf, documentationOf, headerOf, otherHeader } from './documented-entity.ts';
import { documentedHresults } from './documented-hresults.ts';
import { interfaceOfFacts } from './entities-of-facts.ts';
import { emptyModel } from './json.ts';
import type { Interface, Method } from './model.ts';
import { nameKey } from './name-index.ts';
import { pageLocation, pageRef } from './page-place.ts';
import { typeIdentity } from './type-identity.ts';

/**
 * Joins an interface's page and its methods' pages with what is known of it: `prior`, the interface of the base model
 * or of the facts. The pages give signatures and documentation, `prior` the slots, and the methods without a page.
 */
export function documentedInterface(
  name: string,
  page: NamedPage | undefined,
  methodPages: PagesByName,
  prior: Interface | undefined,
  context: BuildContext,
): Interface {
  const declaration = page?.page.syntax?.declaration;
  const declared = declaration?.kind === 'interface' ? declaration : undefined;
  const ofFacts = interfaceOfFacts(name, context.facts);
  const isOfPlatform = context.facts.externals[name] !== undefined;
  const known = isOfPlatform ? ofFacts : (prior ?? ofFacts);
  const entity = page
    ? { ...documentedEntity(name, page, known, context), ...(isOfPlatform && known && { header: known.header }) }
    : { ...(known ?? undocumented(name, methodPages, context)), name };
  if (isOfPlatform && page && declared?.base !== undefined && declared.base !== known?.base) {
    const fault = `the headers of Windows derive it from ${known?.base ?? 'nothing'}`;
    refuse(name, page, fault, context);
  }
  const iid = known?.iid ?? declared?.iid;
  const base = known ? known.base : declared?.base && (context.interfaces.find(declared.base) ?? declared.base);
  const methods = joinMethods(name, known, methodPages, declaredNames(declared?.methods), context);
  const exact = known?.vtable === 'exact';
  if (!exact) {
    context.diagnostics.push(
      diagnostic(
        'CB406',
        `${name}: no source gives its vtable; targets declare its name alone`,
        page && pageLocation(page.page),
        { help: 'add it to metadata/facts/iids.json, vtables.json and signatures.json' },
      ),
    );
  }
  return {
    ...entity,
    ...(iid !== undefined && { iid }),
    ...(base !== undefined && { base }),
    vtable: exact ? 'exact' : 'unknown',
    firstSlot: exact ? known.firstSlot : -1,
    methods,
    callback: known?.callback ?? context.facts['callback-interfaces'][name] !== undefined,
    ...((known?.plainClass || (!known && declared?.class && declared.base === undefined)) && { plainClass: true }),
    sources: {
      ...entity.sources,
      ...(!known &&
        declared &&
        page && { iid: pageRef(page.page, declared.span), base: pageRef(page.page, declared.span) }),
    },
  };
}

function undocumented(name: string, methodPages: PagesByName, context: BuildContext): Omit<Interface, 'methods'> {
  const [first] = methodPages.values();
  const header = first
    ? headerOf(name, first.page, context.bookFor(first), undefined)
    : { header: otherHeader, source: undefined };
  return {
    name,
    header: header.header,
    documented: false,
    ...(first && first.page.area !== '' && { area: first.page.area }),
    vtable: 'unknown',
    firstSlot: -1,
    callback: context.facts['callback-interfaces'][name] !== undefined,
    sources: {
      ...(first && { name: pageRef(first.page) }),
      ...(header.source !== undefined && { header: header.source }),
    },
  };
}

function declaredNames(methods: readonly FunctionDeclaration[] | undefined): ReadonlySet<string> {
  return new Set(methods?.map((method) => nameKey(method.name)));
}

function joinMethods(
  owner: string,
  known: Interface | undefined,
  pages: PagesByName,
  declared: ReadonlySet<string>,
  context: BuildContext,
): Method[] {
  const used = new Set<NamedPage>();
  const joined = (known?.methods ?? []).map((method) => {
    const page = pages.get(nameKey(method.name));
    if (!page) return declared.has(nameKey(method.name)) ? { ...method, documented: true } : method;
    used.add(page);
    return documentedMethod(owner, method.name, page, method, context) ?? method;
  });
  const without = [...pages.values()].filter((page) => !used.has(page));
  if (known?.vtable === 'exact') {
    for (const { page, name } of without) {
      context.diagnostics.push(
        diagnostic('CB405', `${owner}::${name} is none of the methods of ${owner}'s vtable`, pageLocation(page), {
          help: 'if the docs call a method by another name, add it to metadata/overrides/names.json',
        }),
      );
    }
    return joined;
  }
  return [...joined, ...without.flatMap((page) => documentedMethod(owner, page.name, page, undefined, context) ?? [])];
}

function documentedMethod(
  owner: string,
  name: string,
  placed: NamedPage,
  known: Method | undefined,
  context: BuildContext,
): Method | undefined {
  const { page } = placed;
  const book = context.bookFor(placed);
  const declaration = page.syntax?.declaration;
  const docs = documentationOf(placed, context.comments);
  const availability = availabilityOf(page);
  const hresults = documentedHresults(page, context.facts, book, prose(placed, context), context.diagnostics);
  const common = {
    name,
    slot: known?.slot ?? -1,
    documented: true,
    page: page.id,
    ...(docs && { docs }),
    ...(availability && { availability }),
    hresults,
  };
  if (declaration?.kind !== 'function') {
    if (!known) {
      context.diagnostics.push(
        diagnostic(
          'CB407',
          `${owner}::${name}: the page has no declaration, and no fact knows one`,
          pageLocation(page),
        ),
      );
      return undefined;
    }
    return {
      ...known,
      ...common,
      parameters: withTexts(known.parameters, placed, context),
      sources: { ...known.sources, name: pageRef(page) },
    };
  }
  checkDeclaredName(`${owner}::${name}`, name, declaration, placed, context);
  const signature = readSignature(declaration, {
    page,
    symbol: `${owner}::${name}`,
    book,
    spell: (type) => spellType(type, context),
    directionOfType: (type) => directionOfType(type, context),
    isPointer: (type) => isPointerType(type, context),
    prose: prose(placed, context),
    diagnostics: context.diagnostics,
  });
  // What the headers of Windows define is declared there, and not anew.
  if (known && context.facts.externals[owner] !== undefined) {
    if (!isSameCall(signature, known, context))
      refuse(`${owner}::${name}`, placed, 'the headers of Windows declare it otherwise', context);
    return {
      ...known,
      ...common,
      parameters: withTexts(known.parameters, placed, context),
      sources: { ...known.sources, name: pageRef(page) },
    };
  }
  return {
    ...common,
    returns: signature.returns,
    callingConvention: declaration.callingConvention ?? known?.callingConvention ?? 'stdcall',
    ...(declaration.variadic && { variadic: true }),
    parameters: signature.parameters,
    sources: {
      name: pageRef(page),
      signature: pageRef(page, declaration.span),
      ...book?.sources(`${owner}::${name}`, page.id, signatureKinds),
    },
  };
}

function refuse(symbol: string, { page }: NamedPage, fault: string, context: BuildContext): void {
  const message = `${symbol} cannot be declared as its page says: ${fault}; the facts are used instead`;
  const span = page.syntax?.declaration?.span ?? page.title.span;
  context.diagnostics.push(diagnostic('CB425', message, pageLocation(page, span)));
}

/** Whether two signatures are called alike: names count for nothing, nor what only C++ tells apart. */
function isSameCall(one: DeclaredSignature, other: DeclaredSignature, { facts }: BuildContext): boolean {
  const identity = typeIdentity(emptyModel, facts['platform-types']);
  const meanings = ({ returns, parameters }: DeclaredSignature) =>
    [returns, ...parameters.map(({ type }) => type)].map((type) => identity(type).meaning);
  return JSON.stringify(meanings(one)) === JSON.stringify(meanings(other));
}

/** Parameters of the facts with direction and text of the page. */
function withTexts(parameters: Method['parameters'], placed: NamedPage, context: BuildContext): Method['parameters'] {
  const texts = new Map(placed.page.parameters.map((parameter) => [nameKey(parameter.name), parameter]));
  return parameters.map((parameter) => {
    const text = texts.get(nameKey(parameter.name));
    if (!text) return parameter;
    return {
      ...parameter,
      ...(text.direction && { direction: text.direction }),
      ...(prose(placed, context) && text.text !== '' && { text: text.text }),
    };
  });
}
