import { decay } from '../ctype/decay.ts';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/line-index.ts';
import type {
  FunctionDeclaration,
  FunctionPointerDeclaration,
  IdlAttribute,
  ParameterDeclaration,
} from '../parse/declaration/declaration.ts';
import type { Direction, DocumentedParameter, Page } from '../parse/page.ts';
import { modelType } from './declared-types.ts';
import { uniqueName } from './entities-of-facts.ts';
import type { Parameter } from './model.ts';
import { nameKey } from './name-index.ts';
import { saysNullable } from './nullable.ts';
import type { OverrideBook } from './override-book.ts';
import { pageLocation } from './page-place.ts';

/** What a declaration and the Parameters section of its page say together. */
export interface DeclaredSignature {
  readonly returns: string;
  readonly parameters: readonly Parameter[];
}

export interface SignatureContext {
  readonly page: Page;
  /** `Interface::Method`, or the name of the function. */
  readonly symbol: string;
  /** Overrides; absent for pages that were written for this project. */
  readonly book: OverrideBook | undefined;
  /** Gives a type's name its known spelling. */
  readonly spell: (name: string) => string;
  /** The direction that a type alone leaves no doubt about. */
  readonly directionOfType: (type: string) => 'in' | 'out' | undefined;
  readonly isPointer: (type: string) => boolean;
  readonly prose: boolean;
  readonly diagnostics: Diagnostic[];
}

/** The kinds of overrides that change a signature. */
export const signatureKinds = ['params', 'returns', 'spelling', 'directions'] as const;

/** Reads the signature of a method, function or function pointer page, overrides applied. */
export function readSignature(
  declaration: FunctionDeclaration | FunctionPointerDeclaration,
  context: SignatureContext,
): DeclaredSignature {
  const { page, symbol, book } = context;
  const renameAt = (span: Span) => (name: string) => {
    const corrected = book ? book.typeName(name, page.id) : name;
    const spelled = context.spell(corrected);
    if (spelled !== corrected) {
      context.diagnostics.push(
        diagnostic('CB417', `${symbol}: ${corrected} is spelt ${spelled}`, pageLocation(page, span)),
      );
    }
    return spelled;
  };
  const texts = documentedTexts(declaration.parameters, context);
  const params = book?.of('params', symbol, page.id) ?? [];
  const spelling = book?.of('spelling', symbol, page.id) ?? [];
  const directions = book?.of('directions', symbol, page.id) ?? [];
  const taken = new Set<string>();
  const parameters: Parameter[] = [];

  const respelled = (position: number, type: string): string => {
    for (const entry of spelling) {
      if (entry.parameter !== position || entry.says !== type || entry.is === type) continue;
      book?.use(entry);
      return entry.is;
    }
    return type;
  };
  const inserted = (position: number): void => {
    for (const entry of params) {
      if (entry.parameter !== position || entry.says !== null || entry.is === null) continue;
      book?.use(entry);
      const [type, name] = entry.is;
      const direction = context.directionOfType(type);
      parameters.push({ name: uniqueName(name, taken), type, ...(direction && { direction }) });
    }
  };

  const directed = (position: number, parameter: Parameter): Parameter => {
    for (const entry of directions) {
      if (entry.parameter !== position || entry.says !== parameter.direction || entry.is === entry.says) continue;
      book?.use(entry);
      return { ...parameter, direction: entry.is };
    }
    return parameter;
  };

  for (const [index, declared] of declaration.parameters.entries()) {
    const position = index + 1;
    inserted(position);
    let type = modelType(decay(declared.type), renameAt(declared.span));
    let name = declared.name || `arg${position}`;
    const entry = params.find(
      (candidate) => candidate.parameter === position && candidate.says?.[0] === type && candidate.says[1] === name,
    );
    if (entry) {
      if (entry.is === null) {
        book?.use(entry);
        continue;
      }
      if (entry.is[0] !== type || entry.is[1] !== name) book?.use(entry);
      [type, name] = entry.is;
    }
    type = respelled(position, type);
    parameters.push(
      directed(position, parameterOf(uniqueName(name, taken), type, declared, texts.get(declared), context)),
    );
  }
  inserted(declaration.parameters.length + 1);

  let returns = modelType(declaration.returns, renameAt(declaration.nameSpan));
  for (const entry of book?.of('returns', symbol, page.id) ?? []) {
    if (entry.says !== returns || entry.is === returns) continue;
    book?.use(entry);
    returns = entry.is;
  }
  return { returns: respelled(0, returns), parameters };
}

/** The Parameters text of each declared parameter: by name without case, else by position if the counts agree. */
function documentedTexts(
  declared: readonly ParameterDeclaration[],
  context: SignatureContext,
): Map<ParameterDeclaration, DocumentedParameter> {
  const { page } = context;
  const texts = new Map<ParameterDeclaration, DocumentedParameter>();
  const byName = new Map(page.parameters.map((parameter) => [nameKey(parameter.name), parameter]));
  const used = new Set<DocumentedParameter>();
  for (const parameter of declared) {
    const text = byName.get(nameKey(parameter.name));
    if (!text) continue;
    texts.set(parameter, text);
    used.add(text);
  }
  const bySameCount = page.parameters.length === declared.length;
  for (const [index, text] of page.parameters.entries()) {
    if (used.has(text)) continue;
    const parameter = bySameCount ? declared[index] : undefined;
    if (parameter && !texts.has(parameter)) texts.set(parameter, text);
    context.diagnostics.push(
      diagnostic(
        'CB408',
        parameter
          ? `${context.symbol} declares ${parameter.name}, the Parameters section calls it ${text.name}`
          : `${context.symbol} declares no parameter ${text.name}`,
        pageLocation(page, text.nameSpan),
        parameter && { related: [{ message: 'the declaration', location: pageLocation(page, parameter.nameSpan) }] },
      ),
    );
  }
  return texts;
}

function parameterOf(
  name: string,
  type: string,
  declared: ParameterDeclaration,
  text: DocumentedParameter | undefined,
  context: SignatureContext,
): Parameter {
  const attribute = (attributeName: string): IdlAttribute | undefined =>
    declared.attributes.find((candidate) => candidate.name === attributeName);
  const direction = directionOf(type, declared, text, context);
  const sizeIs = attribute('size_is')?.arguments ?? attribute('max_is')?.arguments;
  const lengthIs = attribute('length_is')?.arguments;
  const iidIs = attribute('iid_is')?.arguments[0];
  const array = declared.type.arrays.length > 0 || sizeIs !== undefined;
  return {
    name,
    type,
    ...(direction && { direction }),
    ...(attribute('retval') && { retval: true }),
    ...((attribute('optional') || text?.optional) && { optional: true }),
    ...(text && context.isPointer(type) && saysNullable(text.text) && { nullable: true }),
    ...(array && { array: true }),
    ...(sizeIs && { sizeIs }),
    ...(lengthIs && { lengthIs }),
    ...(iidIs && { iidIs }),
    ...(attribute('string') && { string: true }),
    ...(declared.defaultValue !== undefined && { defaultValue: declared.defaultValue }),
    ...(context.prose && text && text.text !== '' && { text: text.text }),
  };
}

/** Direction: the declaration's attributes, else the text, else what the type leaves no doubt about. */
function directionOf(
  type: string,
  declared: ParameterDeclaration,
  text: DocumentedParameter | undefined,
  context: SignatureContext,
): Direction | undefined {
  const has = (name: string) => declared.attributes.some((attribute) => attribute.name === name);
  const isIn = has('in');
  const isOut = has('out') || has('retval');
  const stated: Direction | undefined = isIn && isOut ? 'inout' : isOut ? 'out' : isIn ? 'in' : undefined;
  if (stated && text?.direction && text.direction !== stated) {
    context.diagnostics.push(
      diagnostic(
        'CB409',
        `${declared.name} is [${stated}] in the declaration and [${text.direction}] in the text; the declaration counts`,
        pageLocation(context.page, text.nameSpan),
        { related: [{ message: 'the declaration', location: pageLocation(context.page, declared.nameSpan) }] },
      ),
    );
  }
  return stated ?? text?.direction ?? context.directionOfType(type);
}
