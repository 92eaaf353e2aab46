import { ArgumentError, WrongTokenError } from './errors.ts';

/** Makes the function that turns plain values into values of a branded type. Generated modules call it. */
export function brand<Plain extends number | bigint, Branded extends Plain>(
  name: string,
  kind: 'number' | 'bigint',
): (value: Plain) => Branded {
  return (value) => {
    if (typeof value !== kind) throw new ArgumentError(name, `needs a ${kind}, got ${typeof value}`);
    return value as Branded;
  };
}

/** The same for metadata tokens of one table: a token of another one is refused. */
export function tokenOf<Branded extends number>(name: string, table: number): (value: number) => Branded {
  return (value) => {
    if (typeof value !== 'number') throw new ArgumentError(name, `needs a number, got ${typeof value}`);
    if (value >>> 24 !== table && (value & 0xff_ffff) !== 0) throw new WrongTokenError(name, table, value);
    return value as Branded;
  };
}
