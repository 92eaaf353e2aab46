import { diagnostic } from '../diagnostics/catalogue.ts';
import {
  type BuildContext,
  directionOfType,
  documentedEntity,
  isPointerType,
  prose,
  spellType,
} from './build-context.ts';
import type { NamedPage } from './collect-pages.ts';
import { checkDeclaredName } from './declared-name.ts';
import { readSignature, signatureKinds } from './declared-signature.ts';
import { documentedHresults } from './documented-hresults.ts';
import { callbackOfFacts, functionOfFacts } from './entities-of-facts.ts';
import type { ApiFunction, Callback, Entity, Signature } from './model.ts';
import { pageLocation, pageRef } from './page-place.ts';

/** Joins the page of an exported function with what the facts know of it. */
export function documentedFunction(name: string, placed: NamedPage, context: BuildContext): ApiFunction | undefined {
  const known = functionOfFacts(name, context.facts);
  const entity = documentedSignature(name, placed, known, context);
  if (!entity) return undefined;
  const module = known?.module ?? moduleOf(placed);
  const entryPoint = known?.entryPoint;
  return { ...entity, ...(module !== undefined && { module }), ...(entryPoint !== undefined && { entryPoint }) };
}

/** Joins the page of a callback function or function pointer with what the facts know of it. */
export function documentedCallback(name: string, placed: NamedPage, context: BuildContext): Callback | undefined {
  const known = callbackOfFacts(name, context.facts);
  const entity = documentedSignature(name, placed, known, context);
  if (!entity) return undefined;
  const pointer = placed.page.syntax?.declaration?.kind === 'functionPointer';
  return { ...entity, form: known?.form ?? (pointer ? 'pointer' : 'function') };
}

/** The DLL that api_location names, where it names one alone. */
function moduleOf({ page }: NamedPage): string | undefined {
  const modules = page.frontMatter.apiLocations
    .map((location) => location.toLowerCase())
    .filter((location) => /^[\w.-]{1,64}\.dll$/.test(location));
  return modules.length === 1 ? modules[0] : undefined;
}

function documentedSignature(
  name: string,
  placed: NamedPage,
  known: (Entity & Signature) | undefined,
  context: BuildContext,
): (Entity & Signature) | undefined {
  const { page } = placed;
  const book = context.bookFor(placed);
  const declaration = page.syntax?.declaration;
  const entity = documentedEntity(name, placed, known, context);
  const hresults = documentedHresults(page, context.facts, book, prose(placed, context), context.diagnostics);
  if (declaration?.kind !== 'function' && declaration?.kind !== 'functionPointer') {
    if (known) return { ...known, ...entity, hresults };
    context.diagnostics.push(diagnostic('CB407', `${name}: no signature known`, pageLocation(page)));
    return undefined;
  }
  checkDeclaredName(name, name, declaration, placed, context);
  const signature = readSignature(declaration, {
    page,
    symbol: name,
    book,
    spell: (type) => spellType(type, context),
    directionOfType: (type) => directionOfType(type, context),
    isPointer: (type) => isPointerType(type, context),
    prose: prose(placed, context),
    diagnostics: context.diagnostics,
  });
  return {
    ...entity,
    returns: signature.returns,
    callingConvention: known?.callingConvention ?? declaration.callingConvention ?? 'stdcall',
    ...(declaration.kind === 'function' && declaration.variadic && { variadic: true }),
    parameters: signature.parameters,
    hresults,
    sources: {
      ...entity.sources,
      signature: pageRef(page, declaration.span),
      ...book?.sources(name, page.id, signatureKinds),
    },
  };
}
