/** Front matter as the parser needs it: top-level keys with a string, or a list of strings. */
export type FrontMatterData = ReadonlyMap<string, string | readonly string[]>;

const pair = /^([A-Za-z_][\w.-]*):(?: (.*))?$/;
const doubleQuoted = /^"([^"\\]*)"$/;
const singleQuoted = /^'([^']*)'$/;
/** Plain scalars without any sign that YAML gives a meaning to, except inside a word. */
const plainScalar = /^[\p{L}(\\./][^#:"'\\]*(?::(?=[^\s])[^#:"'\\]*)*$/u;
/** Plain scalars that YAML reads as something other than a string. */
const typedScalar = /^(?:null|true|false|yes|no|on|off|y|n|~|\.(?:inf|nan)|[-+]?(?:\.\d|\d).*)$/i;
const plainDate = /^\d{1,2}\/\d{1,2}\/\d{4}$/;
const hexadecimal = /^[0-9a-f]+(?:-[0-9a-f]+)*$/;

/**
 * Reads the shape of front matter that nearly every page has - `key: value` and lists of one-line items, quoted or
 * plain - without a YAML parser. Returns undefined on anything else, also on what merely might mean something else in
 * YAML; then the YAML parser decides. What it returns is what that parser would give (values that YAML would type are
 * kept only where no key of interest has them).
 *
 * @param text the lines between the delimiters
 */
export function readPlainFrontMatter(text: string): FrontMatterData | undefined {
  const data = new Map<string, string | string[]>();
  let list: string[] | undefined;
  let listIndent = -1;
  for (const whole of text.split('\n')) {
    const line = whole.trimEnd();
    if (line === '') continue;
    const indent = line.length - line.trimStart().length;
    if (line.startsWith('- ', indent)) {
      if (!list || indent > 2 || (listIndent >= 0 && indent !== listIndent)) return undefined;
      listIndent = indent;
      const item = scalar(line.slice(indent + 2));
      if (item === undefined) return undefined;
      list.push(item);
      continue;
    }
    if (list && list.length === 0) return undefined;
    const match = pair.exec(line);
    if (!match) return undefined;
    const key = match[1] as string;
    if (data.has(key)) return undefined;
    const value = match[2]?.trim() ?? '';
    if (value === '') {
      list = [];
      listIndent = -1;
      data.set(key, list);
      continue;
    }
    list = undefined;
    const read = scalar(value);
    if (read === undefined) return undefined;
    data.set(key, read);
  }
  return list && list.length === 0 ? undefined : data;
}

function scalar(text: string): string | undefined {
  const quoted = doubleQuoted.exec(text) ?? singleQuoted.exec(text);
  if (quoted) return quoted[1];
  if (plainDate.test(text)) return text;
  if (hexadecimal.test(text) && text.length >= 32 && /[a-d]/.test(text)) return text;
  if (typedScalar.test(text) || !plainScalar.test(text) || text.endsWith(':')) return undefined;
  return text;
}
