// What k6 really does, compared with the closed form: a no-op script whose csv rows are the starts of its iterations.
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OpenProfile } from '../../lib/contract/profile.ts';
import type { ArrivalRate } from '../../lib/model/plan.ts';
import { type LoadShape, loadArrival, shapeOf } from '../../lib/plan/load-shape.ts';
import { constantInstantsMs, rampingInstantsMs } from '../../lib/plan/schedule.ts';
import { loadProfile } from '../../lib/store/library.ts';
import { runRealK6 } from '../real-k6.ts';

const profileCount = 18;
/**
 * From one profile's start to the next: about five run at the same time, and none starts with another; the whole takes
 * about 27 s.
 */
const apartMs = 950;
/**
 * k6 activates a scenario's VUs before its schedule begins, which shifts all instants. These are few, so that the shift
 * is small, and many enough for what piles up when the machine stalls.
 */
const vus = 25;
/**
 * Other programs on the machine may hold k6 up: the lag has to be small in one of so many tries. The counts have no
 * such excuse.
 */
const tries = 3;
const maxLagMs = 20;

const rate = fc.oneof(fc.integer({ min: 1, max: 150 }), fc.constantFrom(2.5, 0.5, 7.25, 33.4), fc.constant(0));
const stage = fc.record({
  targetRps: rate,
  durationMs: fc.oneof(fc.integer({ min: 300, max: 1_500 }), fc.constant(0)),
});

const ramps: fc.Arbitrary<LoadShape> = fc
  .record({ startRps: fc.oneof(fc.constant(0), rate), stages: fc.array(stage, { minLength: 2, maxLength: 5 }) })
  .map(({ startRps, stages }) =>
    shapeOf({ name: 'ramp', summary: '-', executor: 'ramping-arrival-rate', startRps, stages: stretched(stages) }, {}),
  );
const constants: fc.Arbitrary<LoadShape> = fc
  .record({ rateRps: fc.constantFrom(2.5, 7, 12.5, 40, 99, 150), durationMs: fc.integer({ min: 2_000, max: 4_000 }) })
  .map((constant) => shapeOf({ name: 'constant', summary: '-', executor: 'constant-arrival-rate', ...constant }, {}));

/** The same stages in 2–4 s altogether, ended by one that is above 0 so that something is sent. */
function stretched(stages: readonly { targetRps: number; durationMs: number }[]) {
  const all = [...stages, { targetRps: 25, durationMs: 600 }];
  const totalMs = all.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const factor = Math.min(4_000, Math.max(2_000, totalMs)) / totalMs;
  return all.map(({ targetRps, durationMs }) => ({ targetRps, durationMs: Math.round(durationMs * factor) }));
}

/** One named k6 scenario: its executor in k6's own words, and the instants at which its iterations are due. */
interface Expected {
  readonly name: string;
  readonly plannedMs: readonly number[];
  readonly options: object;
}

const ramping = (name: string, arrival: ArrivalRate, startMs: number): Expected => ({
  name,
  plannedMs: [...rampingInstantsMs(arrival)],
  options: {
    executor: 'ramping-arrival-rate',
    startTime: `${startMs}ms`,
    startRate: arrival.startRate,
    timeUnit: `${arrival.timeUnitMs}ms`,
    stages: arrival.stages.map((one) => ({ target: one.target, duration: `${one.durationMs}ms` })),
    preAllocatedVUs: vus,
    maxVUs: vus,
    gracefulStop: '0s',
  },
});

/** Loads whose last arrival the doubles would lose: 15/s × 2 s is 29.999999999999996 of them. */
const shortByDoubles: readonly LoadShape[] = [15, 0].map((startRps) =>
  shapeOf(
    {
      name: 'short',
      summary: '-',
      executor: 'ramping-arrival-rate',
      startRps,
      stages: [{ targetRps: 15, durationMs: 2_000 }],
    },
    {},
  ),
);

const generated: readonly Expected[] = [
  ...shortByDoubles,
  ...fc.sample(ramps, { seed: 20_261_122, numRuns: profileCount - 6 }),
  ...fc.sample(constants, { seed: 20_261_122, numRuns: 6 }),
].map((shape, index) => ramping(`generated-${index}`, loadArrival(shape), index * apartMs));

/** k6's own constant executor, which caseload does not use but may meet in the runs of others. */
const constantExecutor = (name: string, perSecond: number, durationMs: number, startMs: number): Expected => ({
  name,
  plannedMs: [...constantInstantsMs({ rate: perSecond, timeUnitMs: 1_000, durationMs })],
  options: {
    executor: 'constant-arrival-rate',
    startTime: `${startMs}ms`,
    rate: perSecond,
    timeUnit: '1s',
    duration: `${durationMs}ms`,
    preAllocatedVUs: vus,
    maxVUs: vus,
    gracefulStop: '0s',
  },
});
const constantExecutors = [
  constantExecutor('constant-30', 30, 3_000, 300),
  constantExecutor('constant-7', 7, 3_000, 600),
];

const published = ['case1', 'case2', 'case3'];

/** Instants of each scenario's iterations, ms from its own start, ascending. */
type Started = ReadonlyMap<string, readonly number[]>;

async function runNoOps(scenarios: readonly Expected[]): Promise<Started> {
  const ending = await runRealK6({
    script: `
      import exec from 'k6/execution';
      import { Counter, Gauge } from 'k6/metrics';
      const starts = new Counter('starts');
      const origin = new Gauge('origin');
      export const options = {
        systemTags: ['scenario'],
        scenarios: ${JSON.stringify(Object.fromEntries(scenarios.map(({ name, options }) => [name, options])))},
      };
      export default function () {
        starts.add(1);
        if (exec.scenario.iterationInTest === 0) origin.add(exec.scenario.startTime);
      }
      export function handleSummary() { return {}; }`,
    args: ['--out', 'csv=samples.csv.gz'],
    env: { K6_CSV_TIME_FORMAT: 'unix_micro' },
    outputs: ['samples.csv.gz'],
  });
  expect(ending.exitCode, ending.stderr).toBe(0);
  return readStarts(gunzipSync(ending.outputs['samples.csv.gz'] ?? '').toString());
}

function readStarts(csv: string): Started {
  const [header = '', ...rows] = csv.trim().split('\n');
  const columns = header.split(',');
  const scenarioColumn = columns.indexOf('scenario');
  const origins = new Map<string, number>();
  const instants = new Map<string, number[]>();
  for (const row of rows) {
    const fields = row.split(',');
    const scenario = fields[scenarioColumn] ?? '';
    if (fields[0] === 'origin') origins.set(scenario, Number(fields[2]));
    if (fields[0] !== 'starts') continue;
    const own = instants.get(scenario) ?? [];
    own.push(Number(fields[1]) / 1_000);
    instants.set(scenario, own);
  }
  return new Map(
    [...instants].map(([name, atMs]) => [
      name,
      atMs.map((at) => at - (origins.get(name) ?? Number.NaN)).sort((a, b) => a - b),
    ]),
  );
}

/** Differences between the instants of iterations and those planned, one to one, without their sign, ascending. */
const lagsOf = ({ name, plannedMs }: Expected, started: Started): number[] =>
  (started.get(name) ?? []).map((at, n) => Math.abs(at - (plannedMs[n] ?? Number.NaN))).sort((a, b) => a - b);

/** Half of the iterations of each profile: the others may be late, because the machine has other things to do. */
const typicalLags = (scenarios: readonly Expected[], started: Started): number[] =>
  scenarios.map((scenario) => {
    const lags = lagsOf(scenario, started);
    return lags[Math.floor(lags.length / 2)] ?? Number.NaN;
  });
const worst = (scenarios: readonly Expected[], started: Started) => Math.max(...typicalLags(scenarios, started));

const batches: Started[] = [];

beforeAll(async () => {
  const cases = await Promise.all(
    published.map(async (name) => ramping(name, loadArrival(shapeOf((await loadProfile(name)) as OpenProfile, {})), 0)),
  );
  batches.push(await runNoOps([...generated, ...constantExecutors, ...cases]));
  while (worst(generated, batches.at(-1) ?? new Map()) > maxLagMs && batches.length < tries)
    batches.push(await runNoOps([...generated, ...constantExecutors]));
}, 180_000);

describe('a no-op script in real k6', () => {
  it.each(generated)('starts exactly the planned count of $name', ({ name, plannedMs }) => {
    expect(plannedMs.length).toBeGreaterThan(0);
    for (const started of batches) expect(started.get(name)).toHaveLength(plannedMs.length);
  });

  it.each([
    ['case1', 3_500],
    ['case2', 312],
    ['case3', 430],
  ])('starts %s exactly %i times', (name, count) => {
    expect(batches[0]?.get(name)).toHaveLength(count);
  });

  it(`starts each profile within ${maxLagMs} ms of the planned instants, at the median`, () => {
    const best = Math.min(...batches.map((started) => worst(generated, started)));
    expect(best).toBeLessThanOrEqual(maxLagMs);
  });

  it("starts the constant executor's iterations when planned, but for a last one that is cut", () => {
    for (const { name, plannedMs } of constantExecutors) {
      const count = batches[0]?.get(name)?.length ?? 0;
      expect(count).toBeLessThanOrEqual(plannedMs.length);
      expect(count).toBeGreaterThanOrEqual(plannedMs.length - 2);
    }
    const best = Math.min(...batches.map((started) => worst(constantExecutors, started)));
    expect(best).toBeLessThanOrEqual(maxLagMs);
  });

  it('met every kind of profile: falling rates, steps, fractional rates, start rates, plateaus', () => {
    const shapes = generated.map(
      ({ options }) =>
        options as { startRate: number; timeUnit: string; stages: { target: number; duration: string }[] },
    );
    const opened = shapes.map(({ startRate, stages }) => ({
      rates: [startRate, ...stages.slice(0, -2).map(({ target }) => target)],
      stages: stages.slice(0, -2),
    }));
    const falls = (rates: number[]) => rates.some((one, index) => index > 0 && one < (rates[index - 1] ?? 0));
    expect(opened.filter(({ rates }) => falls(rates)).length).toBeGreaterThan(3);
    expect(opened.filter(({ stages }) => stages.some(({ duration }) => duration === '0ms')).length).toBeGreaterThan(3);
    expect(opened.filter(({ rates }) => (rates[0] ?? 0) > 0).length).toBeGreaterThan(3);
    expect(opened.filter(({ rates }) => rates.every((one) => one === rates[0])).length).toBeGreaterThan(3);
    expect(shapes.filter(({ timeUnit }) => timeUnit !== '1000ms').length).toBeGreaterThan(3);
    expect(generated.length).toBeGreaterThanOrEqual(20);
  });
});
