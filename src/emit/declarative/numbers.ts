import type { Enumeration, EnumMember } from '../../model/model.ts';
import type { GuidParts } from './views.ts';

/** A value wrapped into an integer of so many bits, as C converts it. */
export function wrapped(value: bigint, bits: number, signed: boolean): bigint {
  return signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

/** `0x1f`. */
export function hexadecimal(value: bigint, digits = 0): string {
  return `0x${value.toString(16).padStart(digits, '0')}`;
}

/** The integer that an enumeration is made of, and the text of each value within it. */
export function enumValues({ size, flags, members }: Pick<Enumeration, 'size' | 'flags' | 'members'>): {
  readonly signed: boolean;
  readonly text: (member: EnumMember) => string;
} {
  const bits = size * 8;
  const largest = 2n ** BigInt(bits - 1) - 1n;
  const values = members.map(({ value }) => BigInt(Math.trunc(value)));
  const signed = values.some((value) => value < 0n) || (!flags && values.every((value) => value <= largest));
  const text = ({ value }: EnumMember): string => {
    const fitted = wrapped(BigInt(Math.trunc(value)), bits, signed);
    return flags && fitted >= 0n ? hexadecimal(fitted) : String(fitted);
  };
  return { signed, text };
}

/** A GUID's parts as numbers in hexadecimal; null for text that is none. */
export function guidParts(guid: string | undefined): GuidParts | null {
  const text = guid?.toLowerCase() ?? '';
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return null;
  const digits = text.replaceAll('-', '');
  const part = (from: number, to: number): string => `0x${digits.slice(from, to)}`;
  const data4 = Array.from({ length: 8 }, (_, index) => part(16 + 2 * index, 18 + 2 * index));
  return { text, data1: part(0, 8), data2: part(8, 12), data3: part(12, 16), data4 };
}
