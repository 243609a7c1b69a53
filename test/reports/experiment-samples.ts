import type { Capacity, Trial } from '../../lib/model/capacity.ts';
import type { Confirmation } from '../../lib/model/confirmation.ts';
import type { Overload } from '../../lib/model/overload.ts';
import type { Sweep } from '../../lib/model/sweep.ts';

const flat = (value: number, seconds: number) => new Array<number>(seconds).fill(value);

/** A trial of that rate, in which so many of 100 requests were too slow. */
function trial(
  run: string,
  rateRps: number,
  badPercent: number,
  changes: Partial<Trial> = {},
): Capacity['trials'][number] {
  const seconds = 26;
  return {
    ...{ run, purpose: 'refine', rateRps, settleSeconds: 6, measureSeconds: 20 },
    ...{ ending: 'completed', detail: null, drain: null, isConsistent: true },
    seconds: {
      ...{ started: flat(rateRps, seconds), dropped: flat(0, seconds), inFlight: flat(5, seconds) },
      ...{ succeeded: flat(rateRps, seconds), failed: flat(0, seconds), latencySumMs: flat(rateRps * 120, seconds) },
      units: [flat(100, seconds), flat(100, seconds)],
      bad: [flat(badPercent, seconds), flat(0, seconds)],
    },
    ...changes,
  };
}

/** A search that found 41.3 journeys a second. */
export const sampleCapacity: Capacity = {
  schemaVersion: 1,
  goal: {
    limits: [
      { objective: { kind: 'latency', percentile: 95, belowMs: 800 }, badRatio: 0.05, latencyMs: 800 },
      { objective: { kind: 'failed-requests', belowRatio: 0.02 }, badRatio: 0.02, latencyMs: null },
    ],
    ...{ widthRatio: 0.05, budgetSeconds: 300, minRateRps: 1, maxRateRps: 2_000, arrivals: 'even', seed: 1 },
  },
  trials: [
    trial('run-1', 1, 0, { purpose: 'baseline' }),
    trial('run-2', 64, 60, {
      ...{ purpose: 'scout', ending: 'overloaded', detail: '80 journeys were open: more than the limits allow' },
      drain: { seconds: 4.2, isRecovered: true },
    }),
    trial('run-3', 40, 4),
  ],
  answer: {
    limits: [
      { rateRps: 41.3, interval: { lowRps: 39.8, highRps: 43 } },
      { rateRps: null, interval: null },
    ],
    ...{ decidedBy: 0, rateRps: 41.3, interval: { lowRps: 39.8, highRps: 43 }, confirmedRps: 39.8, saturationRps: 47 },
    ...{ loadSeconds: 78, flags: ['drift'] },
  },
};

/** A target that lets journeys wait. */
export const sampleOverload: Overload = {
  ...{ schemaVersion: 1, capacityRps: 40, factors: [1.5], behaviour: 'queues' },
  ...{ isConsistent: false, isReferenceMet: true, hasDied: false },
  objectives: sampleCapacity.goal.limits.map(({ objective }) => objective),
  trials: [
    trial('run-1', 32, 0, { purpose: 'reference' }),
    trial('run-2', 60, 97, { purpose: 'overload' }),
    trial('run-3', 32, 1, { purpose: 'after', drain: { seconds: 4.2, isRecovered: true } }),
  ],
  steps: [
    {
      ...{ factor: 1.5, rateRps: 60, throughputRps: 40.2, goodputRps: 1.8, keptRatio: 0.045 },
      ...{ recoverySeconds: 4.2, isRecovered: true, isMetAfter: true },
    },
  ],
};

const sweepRun = (
  name: string,
  value: number | null,
  failures: Sweep['points'][number]['runs'][number]['failures'] = [],
) => ({
  ...{ name, value, okRatio: 1, failures },
});

/** A pool of ten is enough; two are too few, and without a pool it dies. */
export const sampleSweep: Sweep = {
  ...{ schemaVersion: 1, metric: 'p95', seed: 1, repetitions: 2, wantedRepetitions: 2, confidence: 0.95 },
  factors: [{ name: 'DB_POOL_SIZE', values: ['0', '2', '10', '20'] }],
  ...{ sd: 0.03, detectable: 0.12, smallest: 2 },
  points: [
    {
      ...{ values: ['0'], runs: [sweepRun('run-1', null, ['target-died'])], value: null, interval: null },
      ...{ againstBest: null, result: 'failing' },
    },
    {
      ...{ values: ['2'], runs: [sweepRun('run-2', 210), sweepRun('run-6', 230)], value: 220 },
      interval: { low: 200, high: 242 },
      ...{ againstBest: { change: 2.2, low: 1.9, high: 2.6 }, result: 'worse' },
    },
    {
      ...{ values: ['10'], runs: [sweepRun('run-3', 101), sweepRun('run-7', 103)], value: 102 },
      interval: { low: 96, high: 108 },
      ...{ againstBest: { change: 1.02, low: 0.9, high: 1.16 }, result: 'same' },
    },
    {
      ...{ values: ['20'], runs: [sweepRun('run-4', 99), sweepRun('run-8', 101)], value: 100 },
      ...{ interval: { low: 94, high: 106 }, againstBest: null, result: 'best' },
    },
  ],
};

const confirmationRun = (name: string, isChanged: boolean, goodputRps: number) => ({
  ...{ name, isChanged, goodputRps, p95Ms: 900, failures: [] },
  limit: isChanged ? { id: 'none', values: {} } : { id: 'pool-exhausted', values: { max: 3 } },
});

/** A pool that was too small: twice as many connections, nearly twice as many journeys. */
export const sampleConfirmation: Confirmation = {
  schemaVersion: 1,
  diagnosis: {
    ...{ verdict: 'pool-exhausted', confidence: 'high', fromRps: 80, step: null, values: { max: 3 } },
    evidence: [{ text: 'waiting', values: { inUse: 3, max: 3, waiting: 40 } }],
    ...{ runnersUp: [], census: null, missing: [] },
  },
  prediction: {
    change: { name: 'DB_POOL_SIZE', from: '3', to: '6' },
    ...{ factor: 1.84, low: 1.6, high: 2, nextLimit: 'same-limit' },
  },
  wantedPairs: 2,
  runs: [
    confirmationRun('run-1', false, 48),
    confirmationRun('run-2', true, 91),
    confirmationRun('run-3', true, 93),
    confirmationRun('run-4', false, 49),
  ],
  measured: { factor: 1.9, low: 1.82, high: 1.98, confidence: 0.9 },
  outcome: 'confirmed',
};
