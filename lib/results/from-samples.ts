import type { Accounting } from '../model/result.ts';
import { rampingInstantsMs } from '../plan/schedule.ts';
import { designEffectOf } from '../stats/design-effect.ts';
import type { StepSamples } from './collector.ts';
import { latencyOf, sampleOf } from './durations.ts';
import type { Figures } from './figures.ts';
import { type JourneyEvent, journeyEvents, lagOf } from './journeys.ts';
import { measure, steadySections } from './measure.ts';
import type { RunSubject } from './run-context.ts';
import type { Samples } from './samples/samples.ts';
import { distributionOf, seriesOf } from './series.ts';
import { stageResults } from './stage-results.ts';
import { allOf, attemptsOf, failedRequests, stepResults } from './step-results.ts';

/** The figures of a run, from all its samples. A run that was cut short has no sections that are alike, and its last stages end where it does. */
export function figuresOfSamples(samples: Samples, subject: RunSubject, isCutShort = false): Figures {
  const { collector } = samples;
  const { steps: stepSamples } = collector;
  const events = collector.instants && journeyEvents(collector.instants, subject.load?.virtualUsers?.count);
  const accounting = accountingOf(samples, subject, events);
  const steps = stepResults(samples, subject, accounting);
  const all = sampleOf(stepSamples.flatMap(allOf));
  const names = stepSamples.map(({ name }) => name);
  const series = seriesOf(collector.windows, names, collector.originMs ?? 0, subject.stages);
  const blocks = isCutShort ? undefined : steadySections(collector.windows, subject.stages);
  const designEffect = designEffectOf(series.meanLogMs);
  const ofOutcome = (outcome: 'ok' | 'failed') =>
    latencyOf(sampleOf(stepSamples.flatMap(({ cells }) => cells.map((cell) => cell[outcome]))));
  return {
    provenance: {
      source: 'samples',
      precision: collector.store.isExact ? 'exact' : 'histogram',
      stampMs: samples.stampMs,
    },
    accounting,
    latency: {
      requests: {
        n: all?.n ?? 0,
        failed: sum(stepSamples, failedRequests),
        timeouts: sum(stepSamples, ({ timeouts }) => timeouts),
        latency: latencyOf(all),
        okLatency: ofOutcome('ok'),
        failedLatency: ofOutcome('failed'),
      },
      steps,
      journeys: latencyOf(sampleOf([collector.journeyDurations])),
      distributions: [
        ...distributionOf(null, all),
        ...stepSamples.flatMap((step) => distributionOf(step.name, sampleOf(allOf(step)))),
      ],
      selection: samples.hasKeys ? selectionOf(stepSamples) : null,
    },
    checks: collector.checks,
    series: { stages: stageResults(samples, subject, events, series.inFlight, isCutShort), windows: series },
    lag: events && subject.arrival && samples.hasJourneys ? lagOf(events, rampingInstantsMs(subject.arrival)) : null,
    measure: (objective) =>
      measure(objective, { samples, steps, accounting, all, blocks, designEffect, events, stages: subject.stages }),
  };
}

const selectionOf = (steps: readonly StepSamples[]): Figures['latency']['selection'] =>
  steps.slice(0, -1).map(({ name, reachedLast, lost }) => ({
    step: name,
    reachedLast: latencyOf(sampleOf([reachedLast])),
    lost: latencyOf(sampleOf([lost])),
  }));

/** Journeys that started and have no end were unfinished. A script without an account of its journeys tells only those that ended. */
function accountingOf(
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
  const attempts = first === undefined ? null : attemptsOf(first);
  return {
    scheduled,
    started: attempts,
    ok: last === undefined ? null : attemptsOf(last) - failedRequests(last),
    failed: first === undefined ? null : sum(known, failedRequests),
    unfinished: null,
    dropped,
    missing: scheduled === null || attempts === null ? null : scheduled - attempts - dropped,
    droppedByTarget,
    exceptions: null,
    basis: 'derived',
  };
}

const sum = <Item>(items: readonly Item[], value: (item: Item) => number): number =>
  items.reduce((total, item) => total + value(item), 0);
