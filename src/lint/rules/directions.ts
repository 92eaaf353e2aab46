import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic, Fix } from '../../diagnostics/diagnostic.ts';
import { nameKey } from '../../model/name-index.ts';
import type { ParameterDeclaration } from '../../parse/declaration/declaration.ts';
import type { Direction, DocumentedParameter } from '../../parse/page.ts';
import { type CallablePage, callables, declaredDirection } from '../declared.ts';
import { placeOf, symbolOf } from '../lint-input.ts';
import type { Rule } from '../rule.ts';

/** Directions as marks before a text and in a declaration. */
const marks: Readonly<Record<Direction, string>> = { in: '[in]', out: '[out]', inout: '[in, out]' };

/**
 * Directions that only the declaration or only the Parameters section states (CB805). That they contradict each other,
 * the model reports (CB409). Where one side states none at all, that is one finding, without a cure: how the page is to be
 * written is for its author to say.
 */
export const directions: Rule = (input) => callables(input).flatMap((one) => (one.page.translated ? [] : check(one)));

function check(one: CallablePage): Diagnostic[] {
  const { page, declaration } = one;
  const texts = new Map(page.parameters.map((text) => [nameKey(text.name), text]));
  const pairs = declaration.parameters.flatMap((declared) => {
    const text = texts.get(nameKey(declared.name));
    // That a text is empty is reported as such (CB837).
    return text && text.text !== '' ? [{ declared, text, stated: declaredDirection(declared) }] : [];
  });
  const textsState = pairs.some(({ text }) => text.direction !== undefined);
  const declarationStates = pairs.some(({ stated }) => stated !== undefined);
  const [first] = pairs.filter(({ stated, text }) => stated ?? text.direction);
  if (first && textsState !== declarationStates) return [oneSided(one, first, declarationStates)];
  const found: Diagnostic[] = [];
  for (const { declared, text, stated } of pairs) {
    if (stated && text.direction === undefined) {
      const fix = markFix(one, text, stated);
      found.push(
        diagnostic(
          'CB805',
          `${symbolOf(page)} declares ${declared.name} ${marks[stated]}, and the text states no direction`,
          placeOf(one, text.nameSpan),
          {
            related: [{ message: 'the declaration', location: placeOf(one, declared.nameSpan) }],
            ...(fix && { fixes: [fix] }),
          },
        ),
      );
    } else if (!stated && text.direction) {
      const { start } = declared.span;
      // Attributes without a direction (`[size_is(n)]`) would need theirs inside.
      const plain = declared.attributes.length === 0 && one.text[start] !== '[';
      found.push(
        diagnostic(
          'CB805',
          `the text of ${declared.name} states ${marks[text.direction]}, and ${symbolOf(page)} declares no direction`,
          placeOf(one, declared.nameSpan),
          {
            related: [{ message: 'the text', location: placeOf(one, text.nameSpan) }],
            ...(plain && { fixes: [{ start, end: start, replacement: `${marks[text.direction]} ` }] }),
          },
        ),
      );
    }
  }
  return found;
}

/** The page states all its directions on one side. */
function oneSided(
  one: CallablePage,
  { declared, text }: { readonly declared: ParameterDeclaration; readonly text: DocumentedParameter },
  inDeclaration: boolean,
): Diagnostic {
  const symbol = symbolOf(one.page);
  const sides = [
    { message: 'the declaration', location: placeOf(one, declared.nameSpan) },
    { message: 'the text', location: placeOf(one, text.nameSpan) },
  ] as const;
  const [stating, silent] = inDeclaration ? sides : [sides[1], sides[0]];
  const linked = linkedMark(one, text);
  const message = inDeclaration
    ? `${symbol} declares directions, and ${linked ? `in its text ${linked} is a link` : 'its texts state none'}`
    : `the texts of ${symbol} state directions, and it declares none`;
  return diagnostic('CB805', message, silent.location, { related: [stating] });
}

/** A mark that a link target behind it has made the text of a link: `[in](/cpp/atl/iunknown)`. */
function linkedMark({ text }: CallablePage, { nameSpan }: DocumentedParameter): string | undefined {
  return /^`?[ \t]*\\?[ \t]*\r?\n[ \t]*(\[(?:in|out|in, ?out)\])\(/.exec(
    text.slice(nameSpan.end, nameSpan.end + 200),
  )?.[1];
}

/** Puts the mark where the text of a parameter begins: on the line below its name. */
function markFix({ text }: CallablePage, parameter: DocumentedParameter, direction: Direction): Fix | undefined {
  const name = text.indexOf('\n', parameter.nameSpan.end);
  const head = text.slice(parameter.nameSpan.end, name);
  if (name < 0 || !/^`[ \t]*\\?[ \t]*\r?$/.test(head)) return undefined;
  const line = /^[ \t]*(?=[A-Za-z])/.exec(text.slice(name + 1, name + 200));
  if (!line) return undefined;
  const start = name + 1 + line[0].length;
  return { start, end: start, replacement: `${marks[direction]} ` };
}
