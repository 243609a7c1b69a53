import { failureCause, isOfAnswer } from '../../contract/failure-cause.ts';
import { exceptionCause, metrics, stepSuccessMetric } from '../../contract/metrics.ts';
import { type Collector, increment, originOf } from '../collector.ts';
import type { OpenJourneys } from '../journey-assembler.ts';
import { responseSink } from '../response-kinds.ts';
import { type Cell, type Outcome, type StepSamples, stepPathOf } from '../step-samples.ts';
import type { RowSink, SampleRow } from './sample-rows.ts';

/** What takes the values of a metric, made once for each combination of tags. */
export type RowTaker = (row: SampleRow) => RowSink;

/** Takes a request whose every row is known. */
type RequestTaker = (startMs: number, durationMs: number, outcome: Outcome, endMs: number) => void;

/** Metrics that are read; those that a threshold asks for come on top. */
export const readMetrics: ReadonlySet<string> = new Set([
  'http_req_duration',
  'http_req_blocked',
  'checks',
  'dropped_iterations',
  'iteration_duration',
  ...Object.values(metrics),
]);

/** Rows of the warm-up are only counted: they are in no account and no objective. */
export const warmUpTakers = (collector: Collector, journeys: OpenJourneys): Readonly<Record<string, RowTaker>> => ({
  // Journeys of a VU are counted from its first one on.
  [metrics.journeysStarted]: (row) => {
    const journey = journeys.of(row);
    return () => {
      if (journey !== undefined) journey.index++;
    };
  },
  http_req_duration: () => () => {
    collector.rowCounts.requests++;
  },
  checks: () => () => {
    collector.rowCounts.checks++;
  },
  iteration_duration: () => () => {
    collector.rowCounts.iterations++;
  },
});

/**
 * Rows of setup() and teardown(): k6 counts their requests and checks, but no iteration, no matter which rows it
 * writes.
 */
export const outsideTakers = (collector: Collector): Readonly<Record<string, RowTaker>> => ({
  http_req_duration: () => () => {
    collector.rowCounts.requests++;
  },
  checks: checkTaker(collector),
});

const checkTaker =
  (collector: Collector): RowTaker =>
  (row) => {
    const check = collector.check(row.tag('group'), row.tag('check'));
    return (value, atMs) => {
      collector.see(atMs);
      collector.rowCounts.checks++;
      if (value === 0) check.fails++;
      else check.passes++;
    };
  };

/**
 * Rows of requests. `close` must be called at the end: the rows of one request follow each other, and the last one
 * has no successor.
 */
export function requestTakers(collector: Collector, journeys: OpenJourneys) {
  const { rowCounts } = collector;
  // http_req_duration, then http_req_blocked, then http_req_failed, all with one stamp, that of the request's end.
  let take: RequestTaker | undefined;
  let outcome: Outcome = 'unknown';
  let durationMs = 0;
  let blockedMs = 0;
  let endMs = 0;
  const close = (): void => {
    const complete = take;
    take = undefined;
    complete?.(endMs - durationMs - blockedMs, durationMs, outcome, endMs);
  };
  const takers: Readonly<Record<string, RowTaker>> = {
    http_req_duration: (row) => {
      const own = requestTaker(collector, journeys, row);
      const expected = row.tag('expected_response');
      const ofTag: Outcome = expected === 'true' ? 'ok' : expected === 'false' ? 'failed' : 'unknown';
      return (value, atMs) => {
        close();
        rowCounts.requests++;
        collector.see(atMs);
        take = own;
        outcome = ofTag;
        durationMs = value;
        blockedMs = 0;
        endMs = atMs;
      };
    },
    http_req_blocked: () => (value, atMs) => {
      if (atMs === endMs) blockedMs = value;
    },
    http_req_failed: () => (value, atMs) => {
      if (atMs === endMs) outcome = value === 0 ? 'ok' : 'failed';
    },
  };
  return { takers, close };
}

/** What takes the requests of one combination of tags. */
function requestTaker(collector: Collector, journeys: OpenJourneys, row: SampleRow): RequestTaker {
  const { store, windows } = collector;
  const number = collector.stepNumber(stepPathOf(row));
  const step = collector.steps[number] as StepSamples;
  const status = Number(row.tag('status'));
  const hasStatus = row.tag('status') !== '';
  const cause = failureCause(status || 0, Number(row.tag('error_code')) || 0);
  const isTimeout = cause === 'timeout';
  // A timeout is known to have lasted so long; other requests without a status ended when they failed.
  const isUnanswered = hasStatus && status === 0 && !isTimeout;
  const journey = journeys.of(row);
  return (startMs, ms, own, endMs) => {
    const offsetMs = collector.offsetOf(startMs);
    const cell = step.cells[collector.stageAt(offsetMs)] as Cell;
    store.add(cell[isUnanswered && own === 'failed' ? 'unanswered' : own], ms);
    windows.addRequest(offsetMs, number, ms, own === 'failed');
    collector.answerStep(number, startMs);
    if (own === 'ok') collector.enterStep(number + 1, endMs);
    if (own === 'failed') increment(step.causes, cause);
    if (isTimeout) {
      step.timeouts++;
      step.minTimeoutMs = Math.min(step.minTimeoutMs, ms);
    }
    if (journey === undefined) return;
    journeys.add(journey, number, ms);
    const { vu, index } = journey;
    journeys.traced.note(number, { vu, index, ms, atMs: offsetMs, cause: own === 'failed' ? cause : undefined });
  };
}

/** Rows of checks, journeys and iterations. */
export function journeyTakers(
  collector: Collector,
  journeys: OpenJourneys,
  closeRequest: () => void,
): Readonly<Record<string, RowTaker>> {
  const { counts, rowCounts, windows, store } = collector;
  const windowAt = (atMs: number) => windows.at(collector.offsetOf(atMs));
  return {
    checks: (row) => {
      const count = checkTaker(collector)(row);
      const note = responseSink(collector.responses, row, (atMs) => collector.offsetOf(atMs));
      if (note === undefined) return count;
      return (value, atMs) => {
        count(value, atMs);
        note(value, atMs);
      };
    },
    dropped_iterations: () => (value, atMs) => {
      // A sample usually counts one, but may count more.
      const count = Math.max(0, Math.round(value));
      collector.see(atMs);
      collector.beginAt(atMs, undefined);
      counts.dropped += count;
      windowAt(atMs).dropped += count;
      for (let i = 0; i < count && collector.instants !== undefined; i++) collector.keep('dropsMs', atMs);
    },
    [metrics.journeysStarted]: (row) => {
      const taggedMs = originOf(row);
      const journey = journeys.of(row);
      return (_value, atMs) => {
        if (journey !== undefined) journey.index++;
        collector.beginAt(atMs, taggedMs);
        counts.started++;
        collector.see(atMs);
        collector.enterStep(0, atMs);
        windows.addStart(collector.offsetOf(atMs));
        collector.keep('startsMs', atMs);
      };
    },
    [metrics.journeysOk]: () => (value) => {
      counts.ok += value;
    },
    [metrics.journeysFailed]: (row) => {
      const step = row.tag('failed_step');
      const cause = row.tag('cause');
      return (_value, atMs) => {
        counts.failed++;
        if (cause === exceptionCause) counts.exceptions++;
        collector.failJourney(step, cause);
        if (isOfAnswer(cause) && step !== '') windows.addUnfit(collector.offsetOf(atMs), collector.stepNumber([step]));
        windowAt(atMs).failed++;
        collector.keep('failedMs', atMs);
      };
    },
    [metrics.journeysPaused]: () => (value, atMs) => {
      const fromMs = collector.offsetOf(atMs);
      windows.addPause(fromMs, fromMs + value);
    },
    // Before the iteration_duration of the journey.
    [metrics.journeysDuration]: () => (durationMs) => {
      collector.hasOwnDurations = true;
      store.add(collector.journeyDurations, durationMs);
    },
    iteration_duration: (row) => {
      const journey = journeys.of(row);
      return (durationMs, atMs) => {
        closeRequest();
        collector.see(atMs);
        rowCounts.iterations++;
        counts.ended++;
        if (!collector.hasOwnDurations) store.add(collector.journeyDurations, durationMs);
        windows.addEnd(collector.offsetOf(atMs));
        collector.keep('endedStartsMs', atMs - durationMs);
        collector.keep('endedMs', atMs);
        if (journey !== undefined) journeys.end(journey);
      };
    },
  };
}

/** Rows of the steps' own Rates, by the metric's name. */
export const rateTakers = (collector: Collector, steps: readonly string[]): Readonly<Record<string, RowTaker>> =>
  Object.fromEntries(
    steps.map((name) => {
      const { rate } = collector.steps[collector.stepNumber([name])] as StepSamples;
      const take: RowTaker = () => (value) => {
        if (value === 0) rate.failed++;
        else rate.ok++;
      };
      return [stepSuccessMetric(name), take];
    }),
  );
