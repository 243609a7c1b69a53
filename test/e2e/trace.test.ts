import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engine, readRun, runCli, Scratch } from './cli.ts';
import { StandInShop } from './stand-in-shop.ts';

const scratch = new Scratch();
beforeAll(engine);
afterAll(() => scratch.remove());

test('the report names the traces of slow and failed requests, as the target received them', {
  timeout: 60_000,
}, async () => {
  const slowMs = 700;
  // The warm-up's journeys are counted by their VUs, too.
  const shop = await StandInShop.open(async ({ path, journey }) => {
    if (path.endsWith('/orders') && journey % 13 === 12) await sleep(slowMs);
    return path.endsWith('/charge') && journey % 17 === 16 ? 503 : undefined;
  });
  const runsDir = scratch.path('runs');
  const words = [
    'load',
    '-s',
    'e2e',
    '-p',
    'constant',
    '--rate',
    '20',
    '--duration',
    '3s',
    '--warmup',
    '1s',
    '--trace',
  ];
  const end = await runCli(scratch, [...words, '--target', shop.url, '--runs-dir', runsDir]);
  shop.close();
  expect(end.leftovers).toEqual([]);
  const run = readRun(runsDir);
  expect(run.plan.record).toBe('journeys');
  const traces = run.result.latency.traces ?? [];
  const received = (isWanted: (path: string, journey: number) => boolean) =>
    shop.requests
      .filter(({ path, journey }) => journey >= 0 && isWanted(path, journey))
      .map(({ headers }) => String(headers.traceparent).slice(3, 35));
  const failed = traces.filter(({ cause }) => cause !== null);
  expect(failed.map(({ step, cause }) => `${step} ${cause}`)).toEqual(failed.map(() => 'charge status 503'));
  expect(failed.length).toBeGreaterThanOrEqual(2);
  const refused = received((path, journey) => path.endsWith('/charge') && journey % 17 === 16);
  for (const { traceId } of failed) expect(refused).toContain(traceId);
  const slow = traces.filter(({ step, ms }) => step === 'order' && ms >= slowMs);
  expect(slow.length).toBeGreaterThanOrEqual(2);
  const delayed = received((path, journey) => path.endsWith('/orders') && journey % 13 === 12);
  for (const { traceId } of slow) expect(delayed).toContain(traceId);
  expect(run.text('report.md')).toContain(slow[0]?.traceId);
});
