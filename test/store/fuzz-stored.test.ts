import fc from 'fast-check';
import { afterAll, test } from 'vitest';
import { damaged } from '../results/mutations.ts';
import { tally, tryTo } from '../results/refusal.ts';
import { scratchFolder } from '../results/samples/samples-file.ts';
import { storedDocuments } from './documents.ts';
import { withOtherValue } from './stored-fields.ts';

/** Of each document. A case writes a file, which is slow where the disk is busy. */
const cases = 400;

const { write } = scratchFolder();
const { of, expectBoth } = tally();
afterAll(expectBoth);

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
