import { expect, it } from 'vitest';
import type { RunResult, Signals } from '../../lib/model/result.ts';
import { journeyCost } from '../../lib/results/journey-cost.ts';
import { sampleResult } from '../judge/findings/sample-result.ts';

const sample = sampleResult();
const started = sample.accounting.started ?? 0;
const cost = (text: string, calls: number) => ({
  id: text,
  text,
  calls,
  totalMs: calls / 2,
  rows: calls,
  blocks: 3 * calls,
  walBytes: 0,
});
const withSignals = (signals: Partial<Signals>, result: RunResult = sample): RunResult => ({
  ...result,
  signals: { windowMs: 2_000, series: [], absent: [], ...signals },
});

it('counts statements, rows and blocks of a journey', () => {
  const costs = [cost('insert into orders values ($1)', started), cost('select ?', 4 * started)];
  const { statements, targetCpuMs } = journeyCost(withSignals({ database: { slices: [], costs } })) ?? {};
  expect(statements).toMatchObject({ perJourney: 5, rows: 5, blocks: 15, standardError: null });
  expect(statements?.byText.map(({ perJourney, ms }) => [perJourney, ms])).toEqual([
    [1, 0.5],
    [4, 2],
  ]);
  expect(targetCpuMs).toBeNull();
});

it('adds up CPU time over all windows, the main thread’s and the others’', () => {
  const series = [
    { source: 'target-threads', channel: 'main', values: [0.5, 1, null] },
    { source: 'target-threads', channel: 'others', values: [0.25, 0.25, null] },
    { source: 'target-processes', channel: 'database.cpu', values: [null, 0.5, 0] },
  ];
  expect(journeyCost(withSignals({ series }))).toMatchObject({
    targetCpuMs: 4_000 / started,
    databaseCpuMs: 1_000 / started,
    statements: null,
  });
});

it('counts the journeys of a warm-up, whose statements are counted too', () => {
  const { load } = sample;
  if (load === null) throw new Error('no load');
  const warm = { ...sample, load: { ...load, warmUp: { rateRps: 10, durationMs: 3_000 } } };
  const database = { slices: [], costs: [cost('select ?', started + 30)] };
  expect(journeyCost(withSignals({ database }, warm))).toMatchObject({
    journeys: started + 30,
    statements: { perJourney: 1 },
  });
});

it('is not known where nothing was read, or no journey started', () => {
  expect(journeyCost(sample)).toBeUndefined();
  expect(journeyCost(withSignals({}))).toBeUndefined();
  const none = { ...sample, accounting: { ...sample.accounting, started: 0 } };
  expect(journeyCost(withSignals({ database: { slices: [], costs: [cost('a', 3)] } }, none))).toBeUndefined();
});
