/** Text that stands for itself between quotes; `?` might begin a trigraph. */
const PLAIN = /^[ !#->@-[\]-~]*$/;

/** A C string literal: everything but printable ASCII as an octal escape, which cannot run into what follows. */
export function stringLiteral(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  const bytes = new TextEncoder().encode(text);
  const body = Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    return byte < 0x20 || byte > 0x7e || '"\\?'.includes(character)
      ? `\\${byte.toString(8).padStart(3, '0')}`
      : character;
  });
  return `"${body.join('')}"`;
}
