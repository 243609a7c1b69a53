import { studentCdf, studentQuantile } from '../../stats/student.ts';
import type { MetricShift, SeenRun } from './metric-shift.ts';

/**
 * One-sided probability of a false alarm of statements in one look. So small that a gate may look after each pair: a
 * journey of the same code has the same statements, and what differs is seen in one.
 */
export const countAlpha = 0.001;
/**
 * A change of fewer statements in a journey does not matter: those of a pool that opens connections are no journey's.
 */
export const countLimit = 0.1;

const minError = 1e-3;
/** From so many pairs on, or earlier runs, their spread says more than that within the runs. */
const minRuns = 3;

interface Count {
  readonly perJourney: number;
  readonly error: number;
  readonly windows: number;
  /** Statements that a journey lacks because some failed: all of theirs, at most. */
  readonly lacking: number;
}

/** How many more statements a journey has than that of the base; undefined where it is not known how exactly. */
export function countShift(a: readonly SeenRun[], b: readonly SeenRun[]): MetricShift | undefined {
  return b.length === 1 && a.length > 1 ? laterCount(a, b) : pairedCounts(a, b);
}

function pairedCounts(a: readonly SeenRun[], b: readonly SeenRun[]): MetricShift | undefined {
  const pairs = a.slice(0, b.length).flatMap((run, index) => {
    const [first, second] = [countOf(run), countOf(b[index])];
    return first === undefined || second === undefined ? [] : [{ first, second }];
  });
  const differences = pairs.map(({ first, second }) => second.perJourney - first.perJourney);
  const spread = spreadOf(differences);
  return shiftOf(differences, {
    ...added(meanOf(pairs.map(({ first }) => first)), meanOf(pairs.map(({ second }) => second))),
    ...{ spread, byRuns: spread / Math.sqrt(pairs.length) },
  });
}

/** One run after earlier ones: it differs from their mean by its own spread, too. */
function laterCount(a: readonly SeenRun[], b: readonly SeenRun[]): MetricShift | undefined {
  const earlier = a.flatMap((run) => countOf(run) ?? []);
  const later = countOf(b[0]);
  if (later === undefined || earlier.length === 0) return undefined;
  const counts = earlier.map(({ perJourney }) => perJourney);
  const spread = spreadOf(counts);
  return shiftOf(
    counts.map((count) => later.perJourney - count),
    { ...added(meanOf(earlier), later), ...{ spread, byRuns: spread * Math.sqrt(1 + 1 / counts.length) } },
  );
}

type Known = Omit<Count, 'perJourney'>;

/** What is known of the mean of several. */
const meanOf = (counts: readonly Count[]): Known => ({
  error: Math.sqrt(sumOf(counts, ({ error }) => error ** 2)) / counts.length,
  windows: sumOf(counts, ({ windows }) => windows),
  lacking: sumOf(counts, ({ lacking }) => lacking) / counts.length,
});

/** What is known of a difference. */
const added = (a: Known, b: Known): Known => ({
  error: Math.hypot(a.error, b.error),
  windows: a.windows + b.windows,
  lacking: a.lacking + b.lacking,
});

interface Spread extends Known {
  readonly spread: number;
  /** The error by the spread between runs. */
  readonly byRuns: number;
}

/** By the spread within the runs, or between them where that is larger. */
function shiftOf(differences: readonly number[], known: Spread): MetricShift | undefined {
  const { spread, windows, lacking, error: within } = known;
  const n = differences.length;
  if (n === 0) return undefined;
  const byRuns = n < minRuns ? 0 : known.byRuns;
  const error = Math.max(minError, within, byRuns);
  // The spread within runs has half as many: see ratioError.
  const freedom = byRuns > within ? n - 1 : windows / 2 - 1;
  const shift = sumOf(differences, (difference) => difference) / n;
  const reach = studentQuantile(1 - countAlpha, freedom) * error + lacking;
  return {
    ...{ shift, low: shift - reach, high: shift + reach, sd: spread, n },
    pAbove: 1 - studentCdf((shift - lacking) / error, freedom),
    pBelow: 1 - studentCdf((-shift - lacking) / error, freedom),
  };
}

function countOf(run: SeenRun | undefined): Count | undefined {
  const { cost, accounting } = run?.result ?? {};
  const { perJourney, standardError, windows } = cost?.statements ?? {};
  if (perJourney === undefined || windows === undefined || standardError == null) return undefined;
  const { started, ok } = accounting ?? {};
  if (!started || !ok) return undefined;
  return { perJourney, error: standardError, windows, lacking: perJourney * (started / ok - 1) };
}

function spreadOf(values: readonly number[]): number {
  const mean = sumOf(values, (value) => value) / values.length;
  return values.length < 2 ? 0 : Math.sqrt(sumOf(values, (value) => (value - mean) ** 2) / (values.length - 1));
}

const sumOf = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);
