import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvSamples } from '../../lib/results/samples/csv-samples.ts';
import { jsonSamples } from '../../lib/results/samples/json-samples.ts';
import { damaged } from './mutations.ts';
import { tally, tryTo } from './refusal.ts';
import { everyRow, pushInPieces } from './samples/samples-file.ts';
import { smallCsv, smallJson } from './small-run.ts';

test.each([
  { name: 'csv', make: csvSamples, valid: smallCsv },
  { name: 'json', make: jsonSamples, valid: smallJson },
])(
  '$name samples, whatever they are, are read or refused in one line, in pieces of any size alike',
  ({ make, valid }) => {
    const { of, expectBoth } = tally();
    fc.assert(
      fc.property(damaged(valid), fc.integer({ min: 20, max: 3_000 }), (bytes, size) => {
        const read = (pieces: number) => {
          const { seen, wishes } = everyRow();
          const end = pushInPieces(make('s', wishes), bytes, pieces);
          if (!seen.every(({ value, atMs }) => Number.isFinite(value) && Number.isFinite(atMs)))
            throw new Error('no number');
          return {
            ...end,
            seen: seen.map(({ metric, value, atMs, tag }) => `${metric} ${value} ${atMs} ${tag('step')} ${tag('vu')}`),
          };
        };
        const whole = of(tryTo(() => read(1 << 20)));
        expect(tryTo(() => read(size))).toEqual(whole);
      }),
      { numRuns: 10_000 },
    );
    expectBoth();
  },
);
