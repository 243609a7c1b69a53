import fc from 'fast-check';
import { afterAll, test } from 'vitest';
import { damaged } from '../results/mutations.ts';
import { tally, tryTo } from '../results/refusal.ts';
import { scratchFolder } from '../results/samples/samples-file.ts';
import { storedDocuments } from './documents.ts';

/** Of each document. A case writes a file, which is slow where the disk is busy. */
const cases = 400;

const { write } = scratchFolder();
const { of, expectBoth } = tally();
afterAll(expectBoth);

/** All values of a document, with where they are: `['runs', '0', 'name']`. */
const valuesOf = (value: unknown): { readonly path: readonly string[]; readonly value: unknown }[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => [
        { path: [key], value: inner },
        ...valuesOf(inner).map((one) => ({ ...one, path: [key, ...one.path] })),
      ]);

function replaced(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to;
  const entries = Object.entries(value as object).map(([own, inner]) => [
    own,
    own === key ? replaced(inner, rest, to) : inner,
  ]);
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/** Whole JSON in which one value is another, or none (undefined): it gets further than damaged bytes do. */
function withOtherValue(document: unknown): fc.Arbitrary<Buffer> {
  const values = valuesOf(document);
  const other = fc.oneof(
    fc.constantFrom(undefined, null, '', 0.5),
    fc.constantFrom(...values.map(({ value }) => value)),
  );
  return fc
    .tuple(fc.constantFrom(...values), other)
    .map(([{ path }, value]) => Buffer.from(JSON.stringify(replaced(document, path, value))));
}

test.each(Object.entries(storedDocuments))('%s, whatever is in it, is read or refused in one line', (name, one) => {
  const document: unknown = JSON.parse(JSON.stringify(one.document));
  const contents = fc.oneof(damaged(Buffer.from(JSON.stringify(document))), withOtherValue(document));
  fc.assert(
    fc.property(contents, (content) => {
      const file = write(name, content);
      of(tryTo(() => one.read(file)));
    }),
    { numRuns: cases },
  );
});
