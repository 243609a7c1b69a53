import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../results/samples/samples-file.ts';
import { judgedFiles } from './judged-files.ts';
import { counter, gauge, rate, requests, summaryText, trend, withThreshold } from './summary-text.ts';

const { write } = scratchFolder();

/** Metric with its threshold, and the status, value and number of samples that are right. */
const cases = [
  ['http_req_duration', withThreshold(trend(120), 'p(95)<500'), ['PASS', 120, 100]],
  ['http_req_tls_handshaking', withThreshold(trend(0), 'p(95)<50'), ['PASS', 0, 100]],
  ['http_req_duration{status:500}', withThreshold(trend(0), 'p(95)<50'), ['NO_DATA', 0, 0]],
  ['http_req_login_wait', withThreshold(trend(7), 'p(95)<50'), ['PASS', 7, null]],
  ['basket_size', withThreshold(trend(3, 'default'), 'p(95)<50'), ['PASS', 3, null]],
  ['declined', withThreshold(rate(2, 48), 'rate<0.1'), ['PASS', 0.04, 50]],
  ['declined', { ...withThreshold(gauge(0), 'rate<0.1'), type: 'rate', values: { rate: 0 } }, ['PASS', 0, null]],
  ['declined', withThreshold(counter(0), 'count<1'), ['PASS', 0, 0]],
  ['sold', withThreshold(counter(70), 'count>50'), ['PASS', 70, null]],
  ['sold', withThreshold(counter(70), 'rate>5'), ['PASS', 7, null]],
  ['backlog', withThreshold(gauge(9), 'value<5', false), ['FAIL', 9, null]],
] as const;

describe('a count that a summary lacks is unknown, never zero', () => {
  test.each(cases)('%s %j', async (metric, summed, [status, value, n]) => {
    const summary = write('summary.json', summaryText({ ...requests, [metric]: summed }));
    const { result } = await judgedFiles({ summary });
    expect(result.objectives.results).toMatchObject([{ status, value, n }]);
    expect(result.objectives.thresholds).toMatchObject([{ metric, n }]);
  });
});
