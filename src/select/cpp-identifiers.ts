/**
 * What a C or C++ source is made of, as far as identifiers matter: comments, raw and plain strings, characters and
 * numbers are recognized, so that no word inside of them counts. No preprocessor runs: what an `#if` leaves out counts,
 * and so does the body of a macro. A line that a backslash continues is one line, also inside a word.
 */
const TOKEN = new RegExp(
  [
    '//[^\\n]*', // line comment
    '/\\*[\\s\\S]*?(?:\\*/|$)',
    '(?:u8|[uUL])?R"([^()\\\\\\s]{0,16})\\([\\s\\S]*?(?:\\)\\1"|$)', // raw string
    '(?:u8|[uUL])?"(?:[^"\\\\\\n]|\\\\[\\s\\S])*(?:"|(?=\\n)|$)',
    "(?:u8|[uUL])?'(?:[^'\\\\\\n]|\\\\[\\s\\S])*(?:'|(?=\\n)|$)",
    "\\.?[0-9](?:'?[\\w.]|(?<=[eEpP])[+-])*", // number, with digit separators
    '(#[ \\t]*include\\b[^\\n]*)',
    '([A-Za-z_]\\w*)',
  ].join('|'),
  'g',
);

/** The identifiers in the text of a C or C++ source, in the order of their first use. */
export function cppIdentifiers(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const match of text.replace(/\\\r?\n/g, '').matchAll(TOKEN)) {
    const identifier = match[3];
    if (identifier !== undefined) found.add(identifier);
  }
  return found;
}
