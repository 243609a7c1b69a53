import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSummary, summaryIfAny } from '../../lib/results/summary.ts';
import { parseThreshold } from '../../lib/results/threshold-expression.ts';
import { damaged } from './mutations.ts';
import { tally, tryTo } from './refusal.ts';
import { scratchFolder } from './samples/samples-file.ts';

const { write } = scratchFolder();

const handled = readFileSync(fileURLToPath(new URL('../fixtures/cases/case1.summary.json', import.meta.url)));
const exported = Buffer.from(
  JSON.stringify({
    metrics: {
      http_req_duration: { avg: 1, 'p(95)': 9, thresholds: { 'p(95)<8': true } },
      checks: { passes: 1, fails: 2, value: 0.3 },
    },
    root_group: {
      ...{ name: '', checks: {} },
      groups: { g: { groups: {}, checks: { a: { name: 'a', passes: 1, fails: 0 } } } },
    },
  }),
);

test('a summary, whatever it is, is read or refused in one line', () => {
  const { of, expectBoth } = tally();
  fc.assert(
    fc.property(damaged(handled, exported), (bytes) => {
      const path = write('summary.json', bytes);
      const summary = of(tryTo(() => readSummary(path)));
      expect(summaryIfAny(path)).toEqual(summary);
      if (summary === undefined) return;
      for (const [name, { values, thresholds }] of Object.entries(summary.metrics)) {
        expect(Object.values(values).every((value) => value === null || Number.isFinite(value))).toBe(true);
        for (const expression of Object.keys(thresholds)) parseThreshold(name, expression);
      }
    }),
    { numRuns: 10_000 },
  );
  expectBoth();
});
