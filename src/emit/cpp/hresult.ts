import type { Hresult, Model } from '../../model/model.ts';
import { commentLines } from '../comment-text.ts';
import { cppIdentifier } from '../identifier.ts';
import type { EmitOptions, OutputFile } from '../output-file.ts';
import type { TemplateEngine } from '../template-engine.ts';
import { includeGuard } from './guards.ts';
import { HRESULT_HEADER } from './names.ts';
import { stringLiteral } from './string-literal.ts';

/** One HRESULT for the templates. */
interface HresultView {
  readonly name: string;
  /** The enumerator: lower case, because the upper case names are macros wherever `corerror.h` or the SDK is included. */
  readonly enumerator: string;
  /** Eight hexadecimal digits with `0x`. */
  readonly value: string;
  readonly comment: readonly string[];
  readonly nameLiteral: string;
  readonly descriptionLiteral: string;
}

/** Paths of the headers that hold HRESULTs. */
export const hresultHeaders: readonly string[] = [`cpp/${HRESULT_HEADER}`, 'cpp/clr_hresult.h'];

/** `corerror.h` with the macros and `clr_hresult.h` with the enumeration and the look-up by value. */
export function hresultFiles(model: Model, engine: TemplateEngine, options: EmitOptions): OutputFile[] {
  const views = model.hresults.map((hresult) => hresultView(hresult, options));
  // Pages list `HRESULT_FROM_WIN32(X)` as if it were a name.
  const macros = model.hresults.map((hresult, index) => ({ hresult, view: views[index] }));
  const named = macros.filter(({ hresult }) => hresult.name === cppIdentifier(hresult.name));
  // What COM always says is for clients of small layers, too.
  const own = named.filter(({ hresult: { header, name } }) => header === HRESULT_HEADER || isComName(name));
  const generator = options.generator;
  return [
    {
      path: `cpp/${HRESULT_HEADER}`,
      text: engine.render('cpp/corerror', {
        generator,
        notices: [],
        guard: includeGuard(HRESULT_HEADER),
        hresults: own.map(({ view }) => view),
        platformHresults: named.filter((one) => !own.includes(one)).map(({ view }) => view),
      }),
    },
    {
      path: 'cpp/clr_hresult.h',
      text: engine.render('hresult/cpp', {
        generator,
        notices: [],
        hresults: views,
        byValue: byValue(model.hresults).map((index) => views[index]),
      }),
    },
  ];
}

function hresultView(hresult: Hresult, options: EmitOptions): HresultView {
  const name = cppIdentifier(hresult.name);
  const description = hresult.description ?? '';
  const facts = `0x${hex(hresult.value)}: severity ${hresult.severity}, facility ${hresult.facility}, code ${hresult.code}`;
  return {
    name,
    enumerator: cppIdentifier(name.toLowerCase()),
    value: `0x${hex(hresult.value)}`,
    comment: options.comments === 'none' ? [] : commentLines(description === '' ? facts : `${description} (${facts})`),
    nameLiteral: stringLiteral(hresult.name),
    descriptionLiteral: stringLiteral(description),
  };
}

/**
 * The position of one HRESULT for each value, in the order of values; of several names for a value the COM name (`E_FAIL`)
 * is taken, else the first.
 */
function byValue(hresults: readonly Hresult[]): number[] {
  const chosen = new Map<number, number>();
  hresults.forEach(({ value, name }, index) => {
    const before = chosen.get(value);
    const other = before === undefined ? undefined : hresults[before];
    if (!other || (isComName(name) && !isComName(other.name))) chosen.set(value, index);
  });
  return [...chosen].sort(([a], [b]) => a - b).map(([, index]) => index);
}

function isComName(name: string): boolean {
  return /^[SE]_/.test(name);
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
