import { appendFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { growingSamples } from '../../lib/results/growing-samples.ts';
import { journeyOf, rowsOf } from './journey-rows.ts';
import { columns, csvOf, line, originMs, type Row, requestRows, scratchFolder } from './samples/samples-file.ts';

const { path } = scratchFolder();

const journeys = Array.from({ length: 100 }, (_, index) =>
  journeyOf(
    {
      ...{ kind: index % 10 === 9 ? 'failed' : 'ok', atMs: index * 100, step: 2, isTimeout: false },
      ...{ durationsMs: [10, 20, 100], blockedMs: [0, 0, 0] },
    } as const,
    index,
  ),
);
const csv = csvOf(rowsOf(journeys, { originMs, hasVu: false }));
const thresholds = {
  'http_req_duration{step:order}': ['p(95)<50'],
  http_req_failed: ['rate<0.5'],
  http_reqs: ['count>=1'],
};

describe('samples that grow', () => {
  test('are read as far as they are there, whole lines only', async () => {
    const file = path('growing.csv.gz');
    const samples = growingSamples(file, { hasWarmUp: false, thresholds: {} });
    await samples.read();
    expect(samples.soFar()).toEqual({ done: 0, failed: 0, dropped: 0, p95Ms: undefined });
    const whole = gzipSync(csv);
    writeFileSync(file, whole.subarray(0, whole.length / 2));
    await samples.read();
    const half = samples.soFar();
    expect(half.done).toBeGreaterThan(10);
    expect(half.done).toBeLessThan(100);
    appendFileSync(file, whole.subarray(whole.length / 2));
    await samples.read();
    expect(samples.soFar()).toMatchObject({ done: 100, failed: 10, dropped: 0 });
    expect(samples.soFar().p95Ms).toBeCloseTo(100, 0);
  });

  test('show which threshold does not hold', async () => {
    const file = path('broken.csv.gz');
    writeFileSync(file, gzipSync(csv));
    const samples = growingSamples(file, { hasWarmUp: false, thresholds });
    expect(samples.broken()).toBeUndefined();
    await samples.read();
    expect(samples.broken()).toBe('http_req_duration{step:order} p(95)<50');
    const met = growingSamples(file, { hasWarmUp: false, thresholds: { http_req_failed: ['rate<0.5'] } });
    await met.read();
    expect(met.broken()).toBeUndefined();
  });

  test('have no warm-up in them', async () => {
    const of = (scenario: string, durationMs: number): Row[] => [
      ...requestRows({ step: 'order', endMs: durationMs, durationMs, scenario }),
      { metric: 'iteration_duration', atMs: durationMs, value: durationMs, scenario },
    ];
    const file = path('warm.csv.gz');
    const rows = [...of('warmup', 900), ...of('load', 30), ...of('load', 30)];
    writeFileSync(file, gzipSync([columns, ...rows.map(line)].map((text) => `${text}\n`).join('')));
    const samples = growingSamples(file, { hasWarmUp: true, thresholds: {} });
    await samples.read();
    expect(samples.soFar().done).toBe(2);
    expect(samples.soFar().p95Ms).toBeCloseTo(30, 0);
  });

  test('that are no gzip break nothing', async () => {
    const file = path('rubbish.csv.gz');
    writeFileSync(file, 'rubbish');
    const samples = growingSamples(file, { hasWarmUp: false, thresholds });
    await samples.read();
    await samples.read();
    expect(samples.soFar().done).toBe(0);
  });
});
