import { parseType } from '../ctype/parse-type.ts';

/** An identifier; empty for an anonymous field; `HRESULT_FROM_WIN32(ERROR_NOT_FOUND)` for a result that a macro makes. */
const name = /^(?:[A-Za-z_]\w*(?:\([A-Za-z_]\w*\))?)?$/;
const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** What the texts under a key must be, wherever in a model the key stands. */
const formats: Readonly<Record<string, { readonly fits: (text: string) => boolean; readonly what: string }>> = {
  name: { fits: (text) => name.test(text), what: 'a name' },
  tag: { fits: (text) => name.test(text), what: 'a name' },
  base: { fits: (text) => name.test(text), what: 'a name' },
  header: { fits: (text) => /^[\w.+-]+$/.test(text), what: 'the name of a header' },
  iid: { fits: (text) => guid.test(text), what: 'a GUID in lower case' },
  guid: { fits: (text) => guid.test(text), what: 'a GUID in lower case' },
  clsid: { fits: (text) => guid.test(text), what: 'a GUID in lower case' },
  type: { fits: isType, what: 'a type' },
  returns: { fits: isType, what: 'a type' },
};

const knownTypes = new Map<string, boolean>([['', true]]);

/** Whether a text is a type; empty stands for the type of a nested structure. A model says the same few hundred often. */
function isType(text: string): boolean {
  let known = knownTypes.get(text);
  if (known === undefined) {
    try {
      parseType(text);
      known = true;
    } catch {
      known = false;
    }
    knownTypes.set(text, known);
  }
  return known;
}

/**
 * Finds texts of a model that would become code and are not what they should be: a model may come from anywhere, and a
 * name such as `A { }; #error` must not get into a header.
 *
 * @param value The model or a part of it, as parsed from JSON.
 * @param path Where it stands, for the messages.
 */
export function checkTexts(value: object, path: string, problems: string[]): void {
  for (const [key, part] of Object.entries(value)) {
    if (typeof part === 'string') {
      const format = Object.hasOwn(formats, key) ? formats[key] : undefined;
      if (format !== undefined && !format.fits(part)) problems.push(`${path}.${key}: not ${format.what}`);
    } else if (typeof part === 'object' && part !== null && key !== 'docs' && key !== 'sources') {
      checkTexts(part, Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`, problems);
    }
  }
}
