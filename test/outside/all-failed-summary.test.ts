import { describe, expect, test } from 'vitest';
import { exitCodes } from '../../lib/model/exit-codes.ts';
import { fixture, judgedFiles } from './judged-files.ts';

const summary = fixture('outside/all-failed-summary/summary.json');
const samples = [fixture('outside/all-failed-summary/samples.csv.gz')];

describe('a run in which every request failed, and whose only threshold is of latency', () => {
  test.each([
    ['its summary', { summary }],
    ['its samples', { samples }],
    ['both', { summary, samples }],
  ])('fails by %s', async (_name, files) => {
    const { result, found, verdict } = await judgedFiles(files);
    expect(result.latency.requests).toMatchObject({ n: 80, failed: 80, unknown: 0, okLatency: null });
    expect(result.latency.requests.failedLatency?.n).toBe(80);
    expect(found).toEqual(['fast-failures']);
    expect(verdict).toMatchObject({ validity: 'VALID', objectives: 'FAIL', exitCode: exitCodes.objectiveFailed });
  });
});
