import fc from 'fast-check';
import { test } from 'vitest';
import { buildResult } from '../../lib/results/build-result.ts';
import { subjectOfPlan } from '../../lib/results/run-context.ts';
import { readFacts, readPlan, readResult } from '../../lib/store/stored.ts';
import { damaged } from '../results/mutations.ts';
import { tally, tryTo } from '../results/refusal.ts';
import { completed, scratchFolder } from '../results/samples/samples-file.ts';
import { smallCsv, smallPlan } from '../results/small-run.ts';

const { write } = scratchFolder();

test('a stored result, plan or facts, whatever they are, are read or refused in one line', async () => {
  const samples = write('samples.csv', smallCsv);
  const files = { samples: [samples], summary: undefined, k6Log: undefined, signals: undefined };
  const result = await buildResult(subjectOfPlan(smallPlan), files, completed);
  const documents = [
    { read: readResult, document: result },
    { read: readPlan, document: smallPlan },
    { read: readFacts, document: completed },
  ] as const;
  for (const { read, document } of documents) {
    const { of, expectBoth } = tally();
    fc.assert(
      fc.property(damaged(Buffer.from(JSON.stringify(document))), (bytes) => {
        const path = write('stored.json', bytes);
        of(tryTo(() => read(path)));
      }),
      { numRuns: 10_000 },
    );
    expectBoth();
  }
}, 60_000);
