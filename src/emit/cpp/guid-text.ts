const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Where the parts of a GUID's text begin and end: three numbers, then eight bytes. */
const PARTS = [
  [0, 8],
  [9, 13],
  [14, 18],
  [19, 21],
  [21, 23],
  [24, 26],
  [26, 28],
  [28, 30],
  [30, 32],
  [32, 34],
  [34, 36],
] as const;

/** A GUID as the arguments of `CLR_GUID` and its kin; `''` for text that is none. */
export function guidArguments(guid: string): string {
  if (!GUID.test(guid)) return '';
  const text = guid.toLowerCase();
  return PARTS.map(([start, end]) => `0x${text.slice(start, end)}`).join(', ');
}
