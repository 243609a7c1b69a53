import fc from 'fast-check';

/** A value of a document, with where it is: `['runs', '0', 'name']`. */
export interface StoredField {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** All values of a document. */
export const fieldsOf = (value: unknown): StoredField[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => [
        { path: [key], value: inner },
        ...fieldsOf(inner).map((one) => ({ ...one, path: [key, ...one.path] })),
      ]);

/** The document with another value there. */
export function replaced(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to;
  const entries = Object.entries(value as object).map(([own, inner]) => [
    own,
    own === key ? replaced(inner, rest, to) : inner,
  ]);
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/** Whole JSON in which one value is another, or none (undefined): it gets further than damaged bytes do. */
export function withOtherValue(document: unknown): fc.Arbitrary<Buffer> {
  const values = fieldsOf(document);
  const other = fc.oneof(
    fc.constantFrom(undefined, null, '', 0.5),
    fc.constantFrom(...values.map(({ value }) => value)),
  );
  return fc
    .tuple(fc.constantFrom(...values), other)
    .map(([{ path }, value]) => Buffer.from(JSON.stringify(replaced(document, path, value))));
}
