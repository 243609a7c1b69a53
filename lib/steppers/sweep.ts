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

export interface SweepRun extends PointRun<SweepRunPoint> {
  /** Journeys that ended well per second of the load. */
  readonly goodputRps: number | null;
}

const confidence = 0.95;
const power = 0.8;
/** Values are known to a part of that. */
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
 * the spread that is left within repetitions, and Bonferroni's correction for all pairs: the best is found by
 * looking.
 */
export function sweepOf(goal: SweepGoal, history: readonly SweepRun[]): Sweep {
  const all = combinations(goal.factors);
  const repetitions = Math.floor(history.length / all.length);
  const made = all.map((values) => pointOf(values, history.slice(0, repetitions * all.length), goal.metric));
  const compared = made.filter(({ result }) => result === 'same');
  const loss = lossOf(goal.metric);
  const blocks = Array.from({ length: repetitions }, (_, at) =>
    compared.map(({ runs }) => loss(runs[at]?.value ?? Number.NaN)),
  );
  const fit = additiveFit(blocks);
  const error = fit && Math.max(minSd, fit.sd) * Math.sqrt(2 / repetitions);
  const pairs = (compared.length * (compared.length - 1)) / 2;
  const quantile = fit && studentQuantile(1 - (1 - confidence) / (2 * pairs), fit.freedom);
  const reach = error === undefined || quantile === undefined ? undefined : quantile * error;
  const ownReach = error && studentQuantile((1 + confidence) / 2, fit.freedom) * (error / Math.SQRT2);
  const best = Math.min(...compared.map(({ value }) => loss(value ?? Number.NaN)));
  const points = made.map((point) => placed(point, { metric: goal.metric, best, reach, ownReach }));
  return {
    schemaVersion: 1,
    ...goal,
    ...{ repetitions, points, confidence, sd: fit?.sd ?? null },
    detectable: fit && error && reach ? Math.expm1(reach + studentQuantile(power, fit.freedom) * error) : null,
    smallest: reach === undefined ? null : smallestOf(points),
  };
}

/** On the scale on which values are compared, where less is better. */
const lossOf =
  (metric: Sweep['metric']) =>
  (value: number): number =>
    metric === 'goodput' ? -Math.log(value) : Math.log(value);

/** The metric of one run. */
export const valueOfRun = ({ run, goodputRps }: Pick<SweepRun, 'run' | 'goodputRps'>, metric: Sweep['metric']) =>
  metric === 'goodput' ? goodputRps || null : valueOfMetric(run.result, { kind: metric, step: null });

function pointOf(values: readonly string[], history: readonly SweepRun[], metric: Sweep['metric']): SweepPoint {
  const runs = history
    .filter(({ point }) => point.values.join('\n') === values.join('\n'))
    .map((one) => ({
      ...{ name: one.run.name, failures: one.failures, value: valueOfRun(one, metric) },
      okRatio: valueOfMetric(one.run.result, { kind: 'success', step: null }),
    }));
  const logs = runs.flatMap(({ value }) => (value === null ? [] : [Math.log(value)]));
  const isKnown = runs.length > 0 && logs.length === runs.length;
  const value = isKnown ? Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length) : null;
  return { values: [...values], runs, value, interval: null, againstBest: null, result: resultOf(runs, value, metric) };
}

/** Without the others: what may be compared with them is `same` until it is. */
function resultOf(runs: SweepPoint['runs'], value: number | null, metric: Sweep['metric']): SweepPoint['result'] {
  const failures = runs.flatMap((run) => run.failures);
  if (failures.includes('data-integrity')) return 'inconsistent';
  // Where more is offered than any setting can do, journeys are lost with each of them.
  const isCounted = metric === 'goodput' && failures.every((failure) => failure === 'journey-success');
  if (failures.length > 0 && !isCounted) return 'failing';
  return value === null ? 'unknown' : 'same';
}

interface Scale {
  readonly metric: Sweep['metric'];
  /** The least loss of all. */
  readonly best: number;
  /** Of an interval against the best, and of its own, on the scale of losses. */
  readonly reach: number | undefined;
  readonly ownReach: number | undefined;
}

function placed(given: SweepPoint, { metric, best, reach, ownReach }: Scale): SweepPoint {
  const { value, result } = given;
  if (value === null || result !== 'same' || reach === undefined || ownReach === undefined) return given;
  const interval = { low: value * Math.exp(-ownReach), high: value * Math.exp(ownReach) };
  const loss = lossOf(metric)(value);
  if (loss === best) return { ...given, interval, result: 'best' };
  const shift = loss - best;
  const sign = metric === 'goodput' ? -1 : 1;
  const factors = [shift - reach, shift + reach].map((one) => Math.exp(sign * one));
  const againstBest = { change: Math.exp(sign * shift), low: Math.min(...factors), high: Math.max(...factors) };
  return { ...given, interval, againstBest, result: shift > reach ? 'worse' : 'same' };
}

/** The first of those that are no worse than the best, by their numbers. */
function smallestOf(points: readonly SweepPoint[]): number | null {
  const all = points.map(({ result, values }, at) => ({ at, result, numbers: values.map(Number) }));
  if (all.some(({ numbers }) => numbers.some(Number.isNaN))) return null;
  const [first] = all
    .filter(({ result }) => result === 'best' || result === 'same')
    .sort((a, b) => {
      const different = a.numbers.findIndex((number, at) => number !== b.numbers[at]);
      return (a.numbers[different] ?? 0) - (b.numbers[different] ?? 0);
    });
  return first?.at ?? null;
}
