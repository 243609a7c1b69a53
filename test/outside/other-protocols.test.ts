import { describe, expect, test } from 'vitest';
import { csvOf, type Row, scratchFolder } from '../results/samples/samples-file.ts';
import { judgedFiles } from './judged-files.ts';
import { counter, iterations, rate, summaryText, trend, withThreshold } from './summary-text.ts';

const { write } = scratchFolder();
const bySummary = (metrics: Parameters<typeof summaryText>[0], checks: readonly object[] = []) =>
  judgedFiles({ summary: write('summary.json', summaryText(metrics, checks)) });

describe('a run without HTTP requests is judged by what it has', () => {
  test.each([
    ['gRPC', { grpc_req_duration: trend(4) }],
    ['a message queue', { kafka_writer_message_count: counter(100) }],
    ['the script', { baskets: trend(3, 'default') }],
  ])('metrics of %s alone: there is no objective, and nothing wrong with it', async (_name, metrics) => {
    const { verdict, found } = await bySummary({ ...iterations, ...metrics });
    expect(found).toEqual([]);
    expect(verdict).toMatchObject({ validity: 'VALID', objectives: 'NO_DATA', exitCode: 5 });
  });

  test.each([
    ['met', 4, true, { objectives: 'PASS', exitCode: 0 }],
    ['missed', 400, false, { objectives: 'FAIL', exitCode: 1 }],
  ])('a threshold of gRPC that is %s, without a count', async (_name, ms, ok, objectives) => {
    const { verdict } = await bySummary({
      ...{ ...iterations, grpc_req_duration: withThreshold(trend(ms), 'p(95)<100', ok) },
    });
    expect(verdict).toMatchObject({ validity: 'VALID', ...objectives });
  });

  test('a browser whose pages never shift', async () => {
    const shift = { browser_web_vital_cls: withThreshold(trend(0, 'default'), 'p(75)<0.1') };
    const { verdict, result } = await bySummary({ ...iterations, ...shift, browser_web_vital_lcp: trend(900) });
    expect(result.objectives.results).toMatchObject([{ status: 'PASS', value: null, n: null }]);
    expect(verdict).toMatchObject({ validity: 'VALID', objectives: 'PASS' });
    // Without a page there is no shift to speak of.
    expect((await bySummary({ ...iterations, ...shift })).verdict.objectives).toBe('NO_DATA');
  });

  test('checks that all failed are no success', async () => {
    const checks = [{ name: 'is served', passes: 0, fails: 100 }];
    const { verdict, result } = await bySummary({ ...iterations, checks: rate(0, 100) }, checks);
    expect(result.objectives.checks).toEqual(checks);
    expect(verdict).toMatchObject({ validity: 'VALID', objectives: 'NO_DATA', exitCode: 5 });
  });

  test.each([
    ['iterations alone', iterations],
    ['a threshold on what never was', { ...iterations, grpc_req_duration: withThreshold(trend(0), 'p(95)<100') }],
  ])('%s are nothing to judge', async (_name, metrics) => {
    const { verdict } = await bySummary(metrics);
    expect(verdict).toMatchObject({ validity: 'INVALID', objectives: 'NO_DATA' });
  });

  test('the same by samples', async () => {
    const bySamples = async (metrics: readonly string[]) => {
      const rows = Array.from({ length: 20 }, (_, at): Row[] =>
        metrics.map((metric) => ({ metric, atMs: 100 * at, value: 5 })),
      );
      const samples = [write('samples.csv', csvOf(rows.flat()))];
      return judgedFiles({ samples });
    };
    const { result, verdict } = await bySamples(['grpc_req_duration', 'iteration_duration', 'iterations']);
    expect(result.provenance.otherMetrics).toEqual(['grpc_req_duration']);
    expect(verdict).toMatchObject({ validity: 'VALID', objectives: 'NO_DATA' });
    expect((await bySamples(['iteration_duration', 'iterations', 'vus'])).verdict.validity).toBe('INVALID');
  });
});
