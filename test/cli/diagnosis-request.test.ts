import { describe, expect, test } from 'vitest';
import { parseDiagnosis } from '../../lib/cli/args/diagnosis-request.ts';

const options = { scenario: 'order-only', profile: 'smoke', pairs: '3', runsDir: 'runs' } as const;
const parse = (more: object) => parseDiagnosis({ ...options, ...more } as Parameters<typeof parseDiagnosis>[0]);

describe('what a diagnosis is asked for', () => {
  test('is one run, or pairs of them', () => {
    expect(parse({}).goal).toEqual({ wantedPairs: undefined });
    expect(parse({ confirm: true, pairs: '5', budget: '30m' })).toMatchObject({
      ...{ goal: { wantedPairs: 5 }, budgetMs: 1_800_000 },
    });
    // Any target can be diagnosed; only one that caseload starts can be changed.
    expect(parse({ target: 'http://127.0.0.1:1' }).goal).toEqual({ wantedPairs: undefined });
  });

  test.each([
    [{ confirm: true, target: 'http://127.0.0.1:1' }, '--confirm and --target were given'],
    [{ pairs: '1' }, '--pairs is 1'],
    [{ pairs: 'few' }, "--pairs is 'few'"],
    [{ budget: 'long' }, "--budget is 'long'"],
  ])('%j is refused', (more, message) => {
    expect(() => parse(more)).toThrow(message);
  });
});
