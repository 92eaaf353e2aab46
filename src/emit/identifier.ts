import { isHeaderMacro } from '../model/sound/reserved-names.ts';

/**
 * Names come from pages, so nothing says that they are identifiers, or that a compiler has not taken them.
 */

const CPP_KEYWORDS = new Set(
  (
    'alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t char32_t class compl ' +
    'concept const consteval constexpr constinit const_cast continue co_await co_return co_yield decltype default delete ' +
    'do double dynamic_cast else enum explicit export extern false float for friend goto if inline int long mutable ' +
    'namespace new noexcept not not_eq nullptr operator or or_eq private protected public register reinterpret_cast ' +
    'requires return short signed sizeof static static_assert static_cast struct switch template this thread_local ' +
    'throw true try typedef typeid typename union unsigned using virtual void volatile wchar_t while xor xor_eq restrict'
  ).split(' '),
);

/** Object-like macros of compilers and of old headers of Windows that a parameter may meet, beside those of `isHeaderMacro`. */
const MACROS = new Set(
  'interface near far small hyper cdecl pascal errno stdin stdout stderr unix linux i386 assert min max BUFSIZ'.split(
    ' ',
  ),
);

/** Macros that come in numbers: results of calls, their parts, and what this project's own headers define. */
const MACRO_FORM = /^(?:(?:[A-Z]+_)?[ES]_[A-Z0-9_]+|(?:CLR|FACILITY|SEVERITY)_[A-Z0-9_]+)$/;

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Whether the text is an identifier of C, C++ and JavaScript alike, in ASCII. */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text);
}

/** The name as a C++ identifier: other characters become `_`, a keyword gets a `_` behind. */
export function cppIdentifier(name: string): string {
  const word = isIdentifier(name) ? name : name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?=[0-9]|$)/, '_');
  return CPP_KEYWORDS.has(word) ? `${word}_` : word;
}

/** A parameter's name: as `cppIdentifier`, and out of the way of macros, since no caller depends on it. */
export function cppParameterName(name: string): string {
  const word = cppIdentifier(name);
  return MACROS.has(word) || MACRO_FORM.test(word) || isHeaderMacro(word) ? `${word}_` : word;
}

/** Makes names unique in order: a name that came before gets `_2`, `_3`, ... */
export function uniqueNames(names: readonly string[]): string[] {
  return names.map(uniqueNaming());
}

/** A function that gives each name back, or, where it gave it before, the name with the lowest number that is free. */
export function uniqueNaming(): (name: string) => string {
  /** The lowest number that may be free, by name: those below are taken for good. */
  const next = new Map<string, number>();
  return (name) => {
    let number = next.get(name) ?? 1;
    let unique = number === 1 ? name : `${name}_${number}`;
    while (number > 1 && next.has(unique)) unique = `${name}_${++number}`;
    next.set(name, number + 1);
    if (unique !== name) next.set(unique, 2);
    return unique;
  };
}
