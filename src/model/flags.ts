/**
 * Tells whether the members of an enumeration that no fact describes are bits that are combined: three single bits or
 * more (two if the name ends in Flags or Mask), and no value that is not made of these bits.
 */
export function looksLikeFlags(name: string, members: readonly { readonly value: number }[]): boolean {
  const values = [...new Set(members.map((member) => member.value >>> 0))];
  const bits = values.filter((value) => isBit(value));
  const known = bits.reduce((mask, bit) => mask | bit, 0);
  const combined = values.filter((value) => value !== 0 && !isBit(value));
  const least = /(flags?|mask)$/i.test(name) ? 2 : 3;
  return bits.length >= least && combined.length < bits.length - 1 && combined.every((value) => (value & ~known) === 0);
}

function isBit(value: number): boolean {
  return value !== 0 && (value & (value - 1)) === 0;
}
