// What a report says of objectives follows its verdict.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runView } from '../../reports/views/run.ts';
import { objectivesTable, thresholdsTable } from '../../reports/views/tables.ts';
import { anyResult } from '../judge/findings/any-result.ts';
import { sampleResult } from '../judge/findings/sample-result.ts';
import { codes, inputOf, languages } from './inputs.ts';
import { renderers } from './renderers.ts';

describe('a report', () => {
  test.each(codes)('says that every objective is met under PASS, and nowhere else, in %s', (code) => {
    const { met } = languages[code].labels.summary;
    fc.assert(
      fc.property(anyResult, (result) => {
        const input = inputOf(result);
        const text = renderers.terminal(runView(input, languages[code]));
        expect(text.includes(met)).toBe(input.verdict.objectives === 'PASS');
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  test.each(codes)('of an INVALID run ticks no objective and no threshold, in %s', (code) => {
    const { result, verdict } = inputOf(sampleResult({ isTruncated: true }));
    expect(verdict.validity).toBe('INVALID');
    for (const table of [objectivesTable, thresholdsTable]) {
      const marks = table(result, verdict, languages[code]).rows.map(([mark]) => mark);
      expect(marks.length).toBeGreaterThan(0);
      expect(marks).not.toContain('✓');
    }
    expect(renderers.terminal(runView(inputOf(result), languages[code]))).toContain(
      languages[code].labels.summary.notJudged,
    );
  });

  test('ticks no threshold that saw no sample', () => {
    const { thresholds } = sampleResult().objectives;
    const result = sampleResult({ thresholds: thresholds.map((one) => ({ ...one, isOk: true, n: 0 })) });
    const marks = thresholdsTable(result, inputOf(result).verdict, languages.en).rows.map(([mark]) => mark);
    expect(new Set(marks)).toEqual(new Set(['?']));
  });
});
