import { exceptionCause, metrics } from '../contract/metrics.ts';
import type { Accounting, StepResult } from '../model/result.ts';
import { missingOf } from './accounting.ts';
import type { RunSubject } from './run-context.ts';
import { valuesOf } from './summary.ts';
import type { SummaryFigures, ValuesOf } from './summary-values.ts';

/** The account of a run's journeys by the counters of a summary; of a foreign run by the attempts of its steps. */
export function summaryAccounting(
  summary: SummaryFigures,
  subject: RunSubject,
  steps: readonly StepResult[],
  values: ValuesOf,
): Accounting {
  const isCounted = summary.metrics[metrics.journeysStarted] !== undefined;
  // A counter that never counted is not in the summary, unless a threshold asks for it.
  const hasCounters = isCounted || values('iterations').count !== undefined;
  const dropped = values('dropped_iterations').count ?? (hasCounters ? 0 : null);
  return isCounted
    ? counted(summary, subject, values, dropped ?? 0)
    : derived(subject, steps, dropped, values('iterations').count ?? null);
}

function derived(
  { load, steps: known, isList }: RunSubject,
  steps: readonly StepResult[],
  dropped: number | null,
  ended: number | null,
): Accounting {
  const scheduled = load?.scheduled ?? null;
  const [first] = known !== undefined && isList ? steps : [];
  const started = first?.attempted ?? null;
  return {
    scheduled,
    started,
    ok: first === undefined ? null : (steps.at(-1)?.succeeded ?? null),
    failed: first === undefined ? null : steps.reduce((sum, { failed }) => sum + failed, 0),
    unfinished: null,
    dropped,
    missing: missingOf(scheduled, started, ended, dropped ?? 0),
    droppedByTarget: dropped === 0 ? 0 : null,
    exceptions: null,
    basis: 'derived',
  };
}

function counted(summary: SummaryFigures, { load }: RunSubject, values: ValuesOf, dropped: number): Accounting {
  const scheduled = load?.scheduled ?? null;
  const started = values(metrics.journeysStarted).count ?? 0;
  const ok = values(metrics.journeysOk).count ?? 0;
  const failed = values(metrics.journeysFailed).count ?? 0;
  // Without samples only the most VUs that were ever busy at once is known.
  const busyVus = valuesOf(summary, 'vus').max;
  const vus = load?.virtualUsers?.count;
  const isBlameKnown = vus !== undefined && busyVus != null;
  return {
    scheduled,
    started,
    ok,
    failed,
    unfinished: Math.max(0, started - ok - failed),
    dropped,
    missing: scheduled === null ? null : scheduled - Math.max(started, ok + failed) - dropped,
    droppedByTarget: dropped === 0 ? 0 : !isBlameKnown ? null : busyVus >= 0.95 * vus ? dropped : 0,
    exceptions: valuesOf(summary, metrics.journeysFailed, { cause: exceptionCause }).count ?? 0,
    basis: 'counted',
  };
}
