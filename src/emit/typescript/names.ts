/**
 * Names of the model in TypeScript. They come from pages, so nothing says that they are identifiers or free.
 */

const RESERVED = new Set(
  (
    'abstract any arguments as asserts async await bigint boolean break case catch class const constructor continue ' +
    'debugger declare default delete do else enum eval export extends false finally for from function get if implements ' +
    'import in infer instanceof interface is keyof let namespace never new null number object of package private ' +
    'protected public readonly require return set static string super switch symbol this throw true try type typeof ' +
    'undefined unique unknown var void while with yield'
  ).split(' '),
);

/** Words that mean something as parts of expressions only; as a property name every identifier is fine. */
const GLOBALS = new Set(
  'Array ArrayBuffer BigInt Boolean Error Function Infinity NaN Number Object Promise String Symbol'.split(' '),
);

/** A declaration's name: other characters become `_`; reserved words and globals that generated code uses get a `_`. */
export function tsIdentifier(name: string): string {
  const word = tsPropertyName(name);
  return RESERVED.has(word) || GLOBALS.has(word) ? `${word}_` : word;
}

/** A property's or method's name: an ASCII identifier that needs no quotes. `$` is left to the runtime. */
export function tsPropertyName(name: string): string {
  // Nearly all are, and looking is quicker than replacing nothing.
  if (/^[A-Za-z_]\w*$/.test(name)) return name;
  return name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=[0-9]|$)/, '_');
}

/** Names that `Object.prototype` or promises give a meaning, which a method of a COM interface must not take. */
const TAKEN_MEMBERS = new Set(['constructor', 'then', 'toString', 'valueOf', 'toJSON', '__proto__']);

/** A method's name on the interface. */
export function tsMethodName(name: string): string {
  const word = tsPropertyName(name);
  return TAKEN_MEMBERS.has(word) ? `${word}_` : word;
}

/** The module of a header: `mscoree.h` is `mscoree`. */
export function moduleName(header: string): string {
  return header
    .replace(/\.(?:h|hpp|idl)$/i, '')
    .replace(/[^A-Za-z0-9_.-]/g, '_')
    .toLowerCase();
}

/** A text as a TypeScript string literal in single quotes; line ends, quotes and invisible characters escaped. */
export function stringLiteral(text: string): string {
  if (/^[\x20-\x26\x28-\x5b\x5d-\x7e]*$/.test(text)) return `'${text}'`;
  const body = text.replace(/[\\'`$\p{C}\p{Zl}\p{Zp}]/gu, (character) => {
    if (character === '\\' || character === "'") return `\\${character}`;
    if (character === '`' || character === '$') return character;
    return [...character]
      .flatMap((unit) => Array.from({ length: unit.length }, (_, i) => unit.charCodeAt(i)))
      .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
      .join('');
  });
  return `'${body}'`;
}
