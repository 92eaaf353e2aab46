/** A record of which each value is made when it is first asked for. */
export function lazyRecord<K extends string, V>(keys: readonly K[], make: (key: K) => V): Readonly<Record<K, V>> {
  const record = {} as Record<K, V>;
  for (const key of keys) {
    const get = () => {
      const value = make(key);
      Object.defineProperty(record, key, { value, enumerable: true });
      return value;
    };
    Object.defineProperty(record, key, { get, enumerable: true, configurable: true });
  }
  return record;
}

/** The record with other values for some keys; what of a lazy record no one has asked for is still made when it is. */
export function withValues<R extends object>(record: R, values: Partial<R>): R {
  const isMade = (key: string) => Object.getOwnPropertyDescriptor(record, key)?.get === undefined;
  const others = Object.keys(record).filter((key) => !Object.hasOwn(values, key)) as (keyof R & string)[];
  const made = others.filter(isMade).map((key) => [key, record[key]] as const);
  const open = others.filter((key) => !isMade(key));
  return Object.assign(
    lazyRecord(open, (key) => record[key]),
    Object.fromEntries(made),
    values,
  ) as unknown as R;
}
