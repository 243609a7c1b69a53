import fc from 'fast-check';
import { test } from 'vitest';
import { buildResult } from '../../lib/results/build-result.ts';
import { readFacts, readPlan, readResult } from '../../lib/results/stored.ts';
import { subjectOfPlan } from '../../lib/results/subject.ts';
import { damaged } from './mutations.ts';
import { tally, tryTo } from './refusal.ts';
import { completed, scratchFolder } from './samples-file.ts';
import { smallCsv, smallPlan } from './small-run.ts';

const { write } = scratchFolder();

test('a stored result, plan or facts, whatever they are, are read or refused in one line', async () => {
  const samples = write('samples.csv', smallCsv);
  const files = { samples, summary: undefined, k6Log: undefined, signals: undefined };
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
