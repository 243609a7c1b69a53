import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../results/samples/samples-file.ts';
import { judgedFiles } from './judged-files.ts';
import { counter, requests, summaryText, withThreshold } from './summary-text.ts';

const { write } = scratchFolder();

describe('iterations that k6 dropped, in a summary without a schedule', () => {
  test.each([
    [0, undefined, 'VALID'],
    [30, 'note', 'VALID'],
    [1_500, 'suspect', 'SUSPECT'],
    [6_000, 'invalid', 'INVALID'],
  ])('%d of 100,000 are of the verdict what the share is', async (dropped, status, validity) => {
    const metrics = {
      ...{ ...requests, iterations: counter(100_000 - dropped), http_reqs: counter(100_000 - dropped) },
      ...{ sold: withThreshold(counter(9), 'count>5'), ...(dropped > 0 && { dropped_iterations: counter(dropped) }) },
    };
    const { findings, verdict } = await judgedFiles({ summary: write('summary.json', summaryText(metrics)) });
    expect(verdict.validity).toBe(validity);
    const finding = findings.find(({ id }) => id === 'generator-drops');
    expect(finding?.status).toBe(status ?? 'pass');
  });
});
