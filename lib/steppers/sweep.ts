import { valueOfMetric } from '../judge/compare/metric-values.ts';
import type { Sweep, SweepGoal, SweepPoint } from '../model/sweep.ts';
import { additiveFit } from '../stats/additive-fit.ts';
import { randomOf } from '../stats/random.ts';
import { studentQuantile } from '../stats/student.ts';
import type { ExperimentPoint, PointRun, Stepper } from './stepper.ts';

/** A run of one combination of settings. */
export interface SweepRunPoint extends ExperimentPoint {
  /** One of each factor. */
  readonly values: readonly string[];
}

export type SweepRun = PointRun<SweepRunPoint>;

const confidence = 0.95;
const power = 0.8;
/** Latencies are known to a part of that. */
const minSd = 0.0005;

/** Every combination of settings, the last factor's values changing first. */
export const combinations = (factors: Sweep['factors']): string[][] =>
  factors.reduce<string[][]>((all, { values }) => all.flatMap((rest) => values.map((value) => [...rest, value])), [[]]);

/** Repetitions of all combinations, each in an order of its own, so that what drifts over time falls on all alike. */
export function sweepStepper(goal: SweepGoal): Stepper<SweepRun, Sweep> {
  const all = combinations(goal.factors);
  return {
    next: (history) => {
      const repetition = Math.floor(history.length / all.length);
      if (repetition >= goal.wantedRepetitions) return { done: sweepOf(goal, history) };
      const values = shuffled(all, goal.seed + repetition)[history.length % all.length] ?? [];
      const settings = values.map((value, at) => `${goal.factors[at]?.name}=${value}`).join(' ');
      return { run: { label: `repetition ${repetition + 1}, ${settings}`, group: repetition, values } };
    },
  };
}

/** Fisher and Yates's, by the seed. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const random = randomOf(seed);
  const order = [...items];
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as Item, order[at] as Item];
  }
  return order;
}

/**
 * What whole repetitions come to. Logarithms of the metric are compared pair by pair of settings by Student's t with
 * the spread that is left within repetitions, and Bonferroni's correction for all pairs: the fastest is found by
 * looking.
 */
export function sweepOf(goal: SweepGoal, history: readonly SweepRun[]): Sweep {
  const all = combinations(goal.factors);
  const repetitions = Math.floor(history.length / all.length);
  const made = all.map((values) => pointOf(values, history.slice(0, repetitions * all.length), goal.metric));
  const compared = made.filter(({ result }) => result === 'same');
  const blocks = Array.from({ length: repetitions }, (_, at) =>
    compared.map(({ runs }) => Math.log(runs[at]?.ms ?? Number.NaN)),
  );
  const fit = additiveFit(blocks);
  const error = fit && Math.max(minSd, fit.sd) * Math.sqrt(2 / repetitions);
  const pairs = (compared.length * (compared.length - 1)) / 2;
  const quantile = fit && studentQuantile(1 - (1 - confidence) / (2 * pairs), fit.freedom);
  const reach = error === undefined || quantile === undefined ? undefined : quantile * error;
  const fastestMs = Math.min(...compared.map(({ ms }) => ms ?? Number.POSITIVE_INFINITY));
  const ownReach = error && studentQuantile((1 + confidence) / 2, fit.freedom) * (error / Math.SQRT2);
  const points = made.map((point) => placed(point, fastestMs, reach, ownReach));
  return {
    schemaVersion: 1,
    ...goal,
    ...{ repetitions, points, confidence, sd: fit?.sd ?? null },
    detectable: fit && error && reach ? Math.expm1(reach + studentQuantile(power, fit.freedom) * error) : null,
    smallest: reach === undefined ? null : smallestOf(points),
  };
}

function pointOf(values: readonly string[], history: readonly SweepRun[], metric: Sweep['metric']): SweepPoint {
  const runs = history
    .filter(({ point }) => point.values.join('\n') === values.join('\n'))
    .map(({ run, failures }) => ({
      ...{ name: run.name, failures },
      ms: valueOfMetric(run.result, { kind: metric, step: null }),
      okRatio: valueOfMetric(run.result, { kind: 'success', step: null }),
    }));
  const logs = runs.flatMap(({ ms }) => (ms === null ? [] : [Math.log(ms)]));
  const isKnown = runs.length > 0 && logs.length === runs.length;
  const ms = isKnown ? Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length) : null;
  return { values: [...values], runs, ms, interval: null, againstFastest: null, result: resultOf(runs, ms) };
}

/** Without the others: what may be compared with them is `same` until it is. */
function resultOf(runs: SweepPoint['runs'], ms: number | null): SweepPoint['result'] {
  const failures = runs.flatMap((run) => run.failures);
  if (failures.includes('data-integrity')) return 'inconsistent';
  if (failures.length > 0) return 'failing';
  return ms === null ? 'unknown' : 'same';
}

/** @param reach of an interval against the fastest, @param ownReach of its own; on the scale of logarithms */
function placed(given: SweepPoint, fastestMs: number, reach?: number, ownReach?: number): SweepPoint {
  const { ms, result } = given;
  if (ms === null || result !== 'same' || reach === undefined || ownReach === undefined) return given;
  const point = { ...given, interval: { lowMs: ms * Math.exp(-ownReach), highMs: ms * Math.exp(ownReach) } };
  if (ms === fastestMs) return { ...point, result: 'fastest' };
  const shift = Math.log(ms / fastestMs);
  const [change, low, high] = [shift, shift - reach, shift + reach].map(Math.exp) as [number, number, number];
  return { ...point, againstFastest: { change, low, high }, result: low > 1 ? 'slower' : 'same' };
}

/** The first of those that are no slower than the fastest, by their numbers. */
function smallestOf(points: readonly SweepPoint[]): number | null {
  const all = points.map(({ result, values }, at) => ({ at, result, numbers: values.map(Number) }));
  if (all.some(({ numbers }) => numbers.some(Number.isNaN))) return null;
  const [first] = all
    .filter(({ result }) => result === 'fastest' || result === 'same')
    .sort((a, b) => {
      const different = a.numbers.findIndex((number, at) => number !== b.numbers[at]);
      return (a.numbers[different] ?? 0) - (b.numbers[different] ?? 0);
    });
  return first?.at ?? null;
}
