import type { Span } from '../../diagnostics/line-index.ts';
import type { Declaration, FunctionDeclaration, ParameterDeclaration } from './declaration.ts';
import { oneSlip } from './keywords.ts';
import type { DeclarationProblem } from './problem.ts';
import { type DeclarationContext, expectedKind, expectedName, kindFits } from './title.ts';

const languages: ReadonlySet<string> = new Set(['', 'cpp', 'c++', 'c', 'h', 'idl', 'midl', 'csharp', 'c#', 'cs']);

/** Attributes whose arguments name other parameters. */
const linkingAttributes: ReadonlySet<string> = new Set([
  'size_is',
  'length_is',
  'max_is',
  'first_is',
  'last_is',
  'iid_is',
]);

/**
 * Finds statements that read well and are wrong: another name than the page's, a tag of another type, and the like.
 *
 * @param place Where the declaration first has a name.
 */
export function checkDeclaration(
  declaration: Declaration,
  context: DeclarationContext,
  place: (name: string) => Span,
): DeclarationProblem[] {
  const problems: DeclarationProblem[] = [];
  checkName(declaration, expectedName(context.title), place, problems);
  checkKind(declaration, context, problems);
  if (declaration.kind === 'function' || declaration.kind === 'functionPointer')
    checkLinks(declaration.parameters, problems);
  if (declaration.kind === 'interface')
    for (const method of declaration.methods as readonly FunctionDeclaration[]) checkLinks(method.parameters, problems);
  return problems;
}

/** Finds a fence language that no declaration is written in (`cppcpp`). */
export function checkLanguage(context: DeclarationContext, baseOffset: number): DeclarationProblem[] {
  const language = context.language?.trim() ?? '';
  if (languages.has(language.toLowerCase())) return [];
  const span = context.languageSpan ?? { start: baseOffset, end: baseOffset };
  // Two languages glued together (`cppcpp`): the first is meant.
  const meant = [...languages].find((one) => one !== '' && languages.has(afterPrefix(language.toLowerCase(), one)));
  return [
    {
      code: 'CB325',
      message: `'${language}' is no language of a declaration`,
      span,
      help: "Use 'cpp', 'idl' or 'csharp'",
      ...(meant && context.languageSpan && { fixes: [{ ...context.languageSpan, replacement: meant }] }),
    },
  ];
}

/** What follows a prefix; `-`, which is no language, where the text does not begin with it. */
function afterPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : '-';
}

function checkName(
  declaration: Declaration,
  expected: string | undefined,
  place: (name: string) => Span,
  problems: DeclarationProblem[],
): void {
  const { name, nameSpan, kind } = declaration;
  if (!expected || name === '' || kind === 'attribute') return;
  const tag = kind === 'enum' || kind === 'struct' ? declaration.tag : undefined;
  if (name === expected) {
    if (tag && !tagFits(tag, name))
      problems.push({
        code: 'CB322',
        message: `The tag '${tag}' is not that of '${name}'`,
        span: place(tag),
        help: `Write '_${name}' or '${name}'`,
      });
    return;
  }
  if (name.toLowerCase() === expected.toLowerCase()) {
    problems.push({
      code: 'CB321',
      message: `The declaration says '${name}' and the page '${expected}'`,
      span: nameSpan,
    });
    return;
  }
  problems.push({
    code: 'CB320',
    message: `The declaration is of '${name}' and the page of '${expected}'`,
    span: nameSpan,
    ...(tag && plainTag(tag) === plainTag(expected) && { help: `Its tag '${tag}' agrees with the page` }),
  });
}

/** Tags drop a prefix of the name or have a letter wrong in the SDK's headers too; only another name is wrong. */
function tagFits(tag: string, name: string): boolean {
  const plain = plainTag(tag);
  return plain === '' || plainTag(name).endsWith(plain) || oneSlip(plain, plainTag(name));
}

/** A tag without the marks that tell it from the typedef name: `_X`, `_X_`, `tagX`. */
function plainTag(tag: string): string {
  return tag
    .replace(/^_*(?:tag(?=[A-Z_]))?_*/, '')
    .replace(/_+$/, '')
    .toLowerCase();
}

function checkKind(declaration: Declaration, context: DeclarationContext, problems: DeclarationProblem[]): void {
  const kind = expectedKind(context);
  if (kindFits(kind, declaration)) return;
  const what = declaration.kind === 'struct' ? (declaration.union ? 'union' : 'structure') : declaration.kind;
  problems.push({
    code: 'CB327',
    message: `The page is of the kind '${kind}' and declares '${what}'`,
    span: declaration.nameSpan,
  });
}

function checkLinks(parameters: readonly ParameterDeclaration[], problems: DeclarationProblem[]): void {
  const names = new Map(parameters.map(({ name }) => [name.toLowerCase(), name]));
  for (const { attributes } of parameters) {
    for (const attribute of attributes) {
      if (!linkingAttributes.has(attribute.name)) continue;
      for (const used of attribute.arguments.join(' ').match(/[A-Za-z_]\w*/g) ?? []) {
        const near = names.get(used.toLowerCase());
        if (near === used || (!near && /^[A-Z][A-Z0-9_]+$/.test(used))) continue;
        problems.push({
          code: 'CB326',
          message: `${attribute.name} names '${used}', and there is no such parameter`,
          span: attribute.span,
          ...(near && { help: `The parameter is '${near}'` }),
        });
      }
    }
  }
}
