import type { Accounting } from '../model/result.ts';
import type { JourneyEvent } from './journeys.ts';
import type { RunSubject } from './run-context.ts';
import type { Samples } from './samples/samples.ts';
import { countOutcome, requestsOf } from './step-counts.ts';

/**
 * The account of a run's journeys. Those that started and have no end are unfinished. A script without metrics of its
 * journeys shows only those that ended.
 */
export function accountingOf(
  { collector, hasJourneys }: Samples,
  { load, steps: knownSteps, isList }: RunSubject,
  events: readonly JourneyEvent[] | undefined,
): Accounting {
  const scheduled = load?.scheduled ?? null;
  const { started, ok, failed, dropped, exceptions } = collector.counts;
  const isBlameKnown = events !== undefined && load?.virtualUsers != null;
  const droppedByTarget =
    dropped === 0 ? 0 : isBlameKnown ? events.filter(({ fate }) => fate === 'dropped by target').length : null;
  if (hasJourneys) {
    return {
      scheduled,
      started,
      ok,
      failed,
      unfinished: Math.max(0, started - ok - failed),
      dropped,
      // More ends than starts are a surplus.
      missing: scheduled === null ? null : scheduled - Math.max(started, ok + failed) - dropped,
      droppedByTarget,
      exceptions,
      basis: 'counted',
    };
  }
  // Of a foreign script: what its steps say, where they are known to be the journey.
  const known = knownSteps !== undefined && isList ? collector.steps.slice(0, knownSteps.length) : [];
  const first = known[0];
  const last = known.at(-1);
  const attempts = first === undefined ? null : requestsOf(first);
  return {
    scheduled,
    started: attempts,
    ok: last === undefined ? null : countOutcome(last, 'ok'),
    failed: first === undefined ? null : sum(known, (step) => countOutcome(step, 'failed')),
    unfinished: null,
    dropped,
    missing: missingOf(scheduled, attempts, collector.rowCounts.iterations, dropped),
    droppedByTarget,
    exceptions: null,
    basis: 'derived',
  };
}

/**
 * Of the scheduled: neither begun nor dropped; neither ended nor dropped where only iterations that ended are known.
 */
export function missingOf(
  scheduled: number | null,
  started: number | null,
  ended: number | null,
  dropped: number,
): number | null {
  const seen = started ?? ended;
  return scheduled === null || seen === null ? null : scheduled - seen - dropped;
}

const sum = <Item>(items: readonly Item[], value: (item: Item) => number): number =>
  items.reduce((total, item) => total + value(item), 0);
