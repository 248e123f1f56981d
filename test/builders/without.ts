/** A record without some of its members. */
export function without<T extends object, Name extends keyof T>(record: T, ...names: readonly Name[]): Omit<T, Name> {
  const copy: Partial<T> = { ...record };
  for (const name of names) Reflect.deleteProperty(copy, name);
  return copy as Omit<T, Name>;
}
