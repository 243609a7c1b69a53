import { describe, expect, test } from 'vitest';
import { fixture, judgedFiles } from './judged-files.ts';

const summary = fixture('outside/response-callback-null/summary.json');
const samples = [fixture('outside/response-callback-null/samples.csv.gz')];

describe('requests without an outcome', () => {
  test.each([
    ['k6’s summary', { summary }],
    ['the samples', { samples }],
    ['both', { summary, samples }],
  ])('are neither failed nor successful by %s', async (_name, files) => {
    const { result } = await judgedFiles(files);
    expect(result.latency.requests).toMatchObject({ n: 100, failed: 5, unknown: 30 });
  });

  test('leave k6 and the samples to agree on the others', async () => {
    const { result, found, verdict } = await judgedFiles({ summary, samples });
    expect(result.objectives.results).toMatchObject([{ status: 'FAIL', value: 5 / 70, n: 70, unit: 'ratio' }]);
    expect(result.objectives.thresholds).toMatchObject([{ isOk: false, holds: false, n: 70 }]);
    expect(found).toEqual([]);
    expect(verdict).toMatchObject({ validity: 'VALID', objectives: 'FAIL' });
  });

  test('leave a step of which nothing else is known without a success', async () => {
    const { result } = await judgedFiles({ samples });
    expect(
      result.latency.steps.map(({ name, attempted, succeeded, failed }) => [name, attempted, succeeded, failed]),
    ).toEqual([
      ['/whatever', 30, 0, 0],
      ['/orders', 70, 65, 5],
    ]);
    expect(result.latency.steps[0]?.successInterval).toBeNull();
  });
});
