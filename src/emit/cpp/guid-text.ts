/** A GUID as the arguments of `CLR_GUID` and its kin; `''` for text that is none. */
export function guidArguments(guid: string): string {
  const parts = /^([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/i.exec(guid);
  if (!parts) return '';
  const [, data1 = '', data2 = '', data3 = '', head = '', tail = ''] = parts;
  const bytes = (head + tail).match(/../g) ?? [];
  return [data1, data2, data3, ...bytes].map((part) => `0x${part.toLowerCase()}`).join(', ');
}
