/** An attribute without its place. */
export interface SalMeaning {
  readonly name: string;
  readonly arguments: readonly string[];
}

const macros: ReadonlyMap<string, readonly string[]> = new Map([
  ['IN', ['in']],
  ['OUT', ['out']],
  ['OPTIONAL', ['optional']],
  ['UNREFERENCED', []],
]);

const salPattern =
  /^_{1,2}(?:RPC__)?(?:deref_)?(inout|in|outptr|out|com_outptr|reserved|opt|success|notnull|maybenull|null_terminated|nullterminated)(_\w+?)?_*$/i;

/**
 * What an annotation word of the Windows headers says in IDL attributes: `IN`, `OPTIONAL`, SAL 1 (`__out_ecount(n)`)
 * and SAL 2 (`_Inout_updates_to_opt_(n, *m)`). Undefined for a word that is none.
 */
export function salMeaning(word: string, args: readonly string[]): readonly SalMeaning[] | undefined {
  const macro = macros.get(word);
  if (macro) return macro.map((name) => ({ name, arguments: [] }));
  if (word.charCodeAt(0) !== 95) return undefined;
  const match = salPattern.exec(word);
  if (!match) return undefined;
  const head = (match[1] as string).toLowerCase();
  const tail = (match[2] ?? '').toLowerCase();
  const marks: SalMeaning[] = [];
  const add = (name: string, ...values: string[]) => marks.push({ name, arguments: values });
  if (head === 'in' || head === 'inout') add('in');
  if (head.startsWith('out') || head === 'inout' || head === 'com_outptr') add('out');
  if (/_opt(_|$)/.test(tail) || head === 'opt') add('optional');
  if (/count|reads|writes|updates/.test(tail) && args[0]) add('size_is', args[0]);
  if (/_part|_to(_|$)/.test(tail) && args[1]) add('length_is', args[1]);
  if (/_z(_|$)/.test(tail)) add('string');
  return marks;
}
