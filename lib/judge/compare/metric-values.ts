import { samplesForQuantile } from '../../contract/objective.ts';
import type { ComparedMetric, ComparedResult } from '../../model/comparison.ts';
import type { RunResult } from '../../model/result.ts';
import { type Block, totalOf } from '../../stats/intervals.ts';

/** Statements of a journey. */
export const statementsMetric: ComparedMetric = { kind: 'statements', step: null, isPrimary: true };

/**
 * The metrics of runs of these steps: the journey's first, then each step's. The journey's latency and success are
 * primary, and its statements.
 */
export function metricsOf(steps: readonly string[]): ComparedMetric[] {
  return [
    ...(['p50', 'p95', 'success'] as const).map((kind) => ({ kind, step: null, isPrimary: true })),
    { kind: 'errors', step: null, isPrimary: false },
    statementsMetric,
    ...(['targetCpu', 'databaseCpu'] as const).map((kind) => ({ kind, step: null, isPrimary: false })),
    ...steps.flatMap((step) => (['p50', 'p95', 'success'] as const).map((kind) => ({ kind, step, isPrimary: false }))),
  ];
}

/**
 * The value of a metric in one run: ms, a ratio or a count; null if the run has none, too few samples for the
 * percentile, or so many failures that it falls among them.
 */
export function valueOfMetric(
  result: ComparedResult,
  { kind, step }: Pick<ComparedMetric, 'kind' | 'step'>,
): number | null {
  const {
    accounting,
    latency: { requests, journeys: journeyLatency },
    cost,
  } = result;
  if (kind === 'statements') return cost?.statements?.perJourney ?? null;
  if (kind === 'targetCpu') return cost?.targetCpuMs ?? null;
  if (kind === 'databaseCpu') return cost?.databaseCpuMs ?? null;
  if (kind === 'errors') return ratio(requests.failed, requests.n === null ? null : requests.n - requests.unknown);
  if (step === null) {
    if (kind === 'success') return ratio(accounting.ok, trialsOf(accounting));
    const ended = (accounting.ok ?? 0) + (accounting.failed ?? 0);
    return percentile(journeyLatency, kind, ended === 0 ? 0 : (accounting.failed ?? 0) / ended);
  }
  const own = result.latency.steps.find(({ name }) => name === step);
  if (own === undefined || own.attempted === 0) return null;
  if (kind === 'success') return own.succeeded / own.attempted;
  return percentile(own.latency, kind, own.failed / own.attempted);
}

/** Journeys that could have succeeded: those scheduled, or started by a closed load, which has no schedule. */
const trialsOf = ({ scheduled, started }: ComparedResult['accounting']): number | null => scheduled ?? started;

/** Failures behind a ratio, of how many; null where nothing was tried, or it is not known. */
export function failuresOf(
  { accounting, latency: { requests, steps } }: ComparedResult,
  { kind, step }: Pick<ComparedMetric, 'kind' | 'step'>,
): Block | null {
  if (kind === 'errors') {
    const { n, failed, unknown } = requests;
    return n === null || failed === null ? null : counted(failed, n - unknown);
  }
  if (step === null) {
    const n = trialsOf(accounting);
    return accounting.ok === null || n === null ? null : counted(n - accounting.ok, n);
  }
  const own = steps.find(({ name }) => name === step);
  return own === undefined ? null : counted(own.failed, own.attempted);
}

const counted = (events: number, trials: number): Block | null => (trials === 0 ? null : { events, trials });

/** A ratio over all runs together; null where none has it. */
export function ratioOver(
  runs: readonly { readonly result: ComparedResult }[],
  metric: Pick<ComparedMetric, 'kind' | 'step'>,
): number | null {
  const known = runs.map(({ result }) => failuresOf(result, metric)).filter((run) => run !== null);
  if (known.length === 0) return null;
  const { events, trials } = totalOf(known);
  return isLowerBetter(metric) ? events / trials : (trials - events) / trials;
}

/**
 * A failure is over every limit: where they are as many as lie beyond a percentile, it is infinite, and says nothing of
 * latency.
 */
function percentile(
  latency: RunResult['latency']['journeys'],
  kind: 'p50' | 'p95',
  failedRatio: number,
): number | null {
  const beyond = kind === 'p50' ? 0.5 : 0.05;
  if (latency === null || failedRatio >= beyond) return null;
  const { n, unfinished } = latency;
  if (n !== null && n + unfinished < samplesForQuantile(1 - beyond)) return null;
  return kind === 'p50' ? latency.p50Ms : latency.p95Ms;
}

const ratio = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 ? null : part / whole;

type Kind = Pick<ComparedMetric, 'kind'>;

export const isLatency = ({ kind }: Kind): boolean => kind === 'p50' || kind === 'p95';
/** Times are compared by their logarithms, ratios and counts as they are. */
export const isTime = (metric: Kind): boolean => isLatency(metric) || isCpu(metric);
export const isCount = ({ kind }: Kind): boolean => kind === 'statements';
const isCpu = ({ kind }: Kind): boolean => kind === 'targetCpu' || kind === 'databaseCpu';
/** Known only where the target was watched. */
export const isCost = (metric: Kind): boolean => isCount(metric) || isCpu(metric);

/** Whether more of it is worse. */
export const isLowerBetter = ({ kind }: Pick<ComparedMetric, 'kind'>): boolean => kind !== 'success';
