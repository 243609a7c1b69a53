import { describe, expect, test } from 'vitest';
import { buildResult } from '../../lib/results/build-result.ts';
import { subjectOfPlan } from '../../lib/results/run-context.ts';
import {
  completed,
  originMs,
  planOf,
  type Row,
  requestRows,
  samplesFile,
  scratchFolder,
} from './samples/samples-file.ts';

const { write } = scratchFolder();

/** A journey of `run`, which may meet a step as often as it likes. */
const subject = {
  ...subjectOfPlan(planOf({ executor: 'constant-arrival-rate', rateRps: 10, durationMs: 1_000 })),
  isList: false,
};

type Attempt = 'ok' | 'status 500' | 'body';

/** Journeys that order twice each; a failed attempt does not end one. k6's Rate counts every attempt. */
function rowsOf(journeys: readonly (readonly [Attempt, Attempt])[], hasRate: boolean): Row[] {
  return journeys.flatMap((attempts, index): Row[] => {
    const startMs = index * 100;
    const cause = attempts.find((one) => one !== 'ok');
    const start: Row = { metric: 'journeys_started', atMs: startMs, tags: { origin_ms: originMs } };
    const requests = attempts.flatMap((attempt, at): Row[] => {
      const endMs = startMs + 10 * (at + 1);
      const isExpected = attempt !== 'status 500';
      const rate: Row = { metric: 'order_success', atMs: endMs, value: attempt === 'ok' ? 1 : 0 };
      const request = { step: 'order', endMs, durationMs: 5, isExpected, status: isExpected ? 201 : 500 };
      return [...requestRows(request), ...(hasRate ? [rate] : [])];
    });
    const tags = { failed_step: 'order', cause: cause ?? '' };
    const end: Row =
      cause === undefined
        ? { metric: 'journeys_ok', atMs: startMs + 30 }
        : { metric: 'journeys_failed', atMs: startMs + 30, tags };
    return [start, ...requests, end, { metric: 'iteration_duration', atMs: startMs + 30, value: 30 }];
  });
}

const journeys: [Attempt, Attempt][] = [
  ['ok', 'ok'],
  ['status 500', 'status 500'],
  ['body', 'ok'],
  ['status 500', 'ok'],
];

async function orderOf(hasRate: boolean) {
  const samples = [write('samples.csv.gz', samplesFile(rowsOf(journeys, hasRate)))];
  const files = { samples, summary: undefined, k6Log: undefined, signals: undefined };
  const { latency, accounting, objectives, series } = await buildResult(subject, files, completed);
  return {
    inWindows: series.windows?.steps,
    order: latency.steps.find(({ name }) => name === 'order'),
    accounting,
    objectives: objectives.results,
  };
}

describe('a step that a journey meets twice', () => {
  test('has the attempts of k6’s Rate of the same name, and journeys have theirs', async () => {
    const { order, accounting, objectives } = await orderOf(true);
    expect(order).toMatchObject({ attempted: 8, succeeded: 4, failed: 4, reached: null, unfinished: null });
    expect(accounting).toMatchObject({ started: 4, ok: 1, failed: 3 });
    expect(objectives.find(({ objective }) => objective.kind === 'step-success')).toMatchObject({ value: 0.5, n: 8 });
  });

  test('has without that Rate those of its requests, and what the journeys know beside', async () => {
    const { order, inWindows } = await orderOf(false);
    expect(order).toMatchObject({ attempted: 8, succeeded: 4, failed: 4 });
    expect(inWindows?.find(({ name }) => name === 'order')).toMatchObject({ n: [8], failed: [3], unfit: [1] });
    expect(order?.causes).toEqual([
      { cause: 'status 500', count: 3 },
      { cause: 'body', count: 1 },
    ]);
  });
});
