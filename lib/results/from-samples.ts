import type { Ending } from '../model/result.ts';
import { rampingInstantsMs } from '../plan/schedule.ts';
import { designEffectOf } from '../stats/design-effect.ts';
import { accountingOf } from './accounting.ts';
import type { Collector } from './collector.ts';
import type { Figures } from './figures.ts';
import { journeyEvents, lagOf } from './journeys.ts';
import { type CensoredSample, latencyOf, plainLatency } from './latency.ts';
import { measure, steadySections } from './measure.ts';
import { nameChecks } from './named-checks.ts';
import { openRequests } from './open-requests.ts';
import { journeySample, requestSample, stopOf } from './request-sample.ts';
import { isCutShort, type RunSubject } from './run-context.ts';
import type { Samples } from './samples/samples.ts';
import { distributionOf, seriesOf } from './series.ts';
import { stageResults } from './stage-results.ts';
import { countOutcome, requestsOf, stepCounts } from './step-counts.ts';
import { stepResults } from './step-results.ts';
import { durationsOf } from './step-samples.ts';

/**
 * The figures of a run, from all its samples. A run that was cut short has no sections that are alike, and its last
 * stages end where it does.
 */
export function figuresOfSamples(samples: Samples, subject: RunSubject, ending: Ending['kind'] = 'completed'): Figures {
  const { collector } = samples;
  const { stepNames } = collector;
  const events = collector.instants && journeyEvents(collector.instants, subject.load?.virtualUsers?.count);
  const accounting = accountingOf(samples, subject, events);
  const counts = stepCounts(samples, subject, accounting);
  const stopMs = stopOf(collector, subject, ending);
  const open = openRequests(collector, counts, stopMs);
  const steps = stepResults(samples, counts, open);
  const latencies = (step?: number, stage?: number) => requestSample(collector, open, step, stage);
  const windows = seriesOf(collector.windows, stepNames, collector.originMs ?? 0, subject.stages);
  const blocks = isCutShort(ending) ? undefined : steadySections(collector.windows, subject.stages);
  return {
    provenance: {
      source: 'samples',
      precision: collector.store.isExact ? 'exact' : 'histogram',
      stampMs: samples.stampMs,
    },
    accounting,
    latency: {
      requests: requestFigures(collector, latencies()),
      steps,
      journeys: latencyOf(journeySample(collector, events, stopMs)),
      distributions: [
        ...distributionOf(null, latencies()),
        ...stepNames.flatMap((name, step) => distributionOf(name, latencies(step))),
      ],
      selection: samples.hasKeys ? selectionOf(collector) : null,
    },
    checks: nameChecks(collector.checks),
    series: {
      stages: stageResults(samples, subject, { events, inFlight: windows.inFlight, ending, latencies }),
      windows,
    },
    lag: events && subject.arrival && samples.hasJourneys ? lagOf(events, rampingInstantsMs(subject.arrival)) : null,
    measure: (objective) =>
      measure(objective, {
        ...{ samples, steps, accounting, blocks, events, stages: subject.stages, latencies },
        designEffect: designEffectOf(windows.meanLogMs),
        journeys: journeySample(collector, events, stopMs),
      }),
  };
}
function requestFigures({ steps }: Collector, all: CensoredSample | undefined): Figures['latency']['requests'] {
  const n = sum(steps, requestsOf);
  const unknown = sum(steps, (step) => countOutcome(step, 'unknown'));
  const ofOutcome = (outcome: 'ok' | 'failed') =>
    plainLatency(steps.flatMap(({ cells }) => cells.flatMap((cell) => durationsOf(cell, outcome))));
  return {
    n,
    failed: n === unknown ? null : sum(steps, (step) => countOutcome(step, 'failed')),
    unknown,
    timeouts: sum(steps, ({ timeouts }) => timeouts),
    latency: latencyOf(all),
    okLatency: ofOutcome('ok'),
    failedLatency: ofOutcome('failed'),
  };
}

const selectionOf = ({ steps, stepNames }: Collector): Figures['latency']['selection'] =>
  steps.slice(0, -1).map(({ reachedLast, lost }, index) => ({
    step: stepNames[index] as string,
    reachedLast: plainLatency([reachedLast]),
    lost: plainLatency([lost]),
  }));

const sum = <Item>(items: readonly Item[], value: (item: Item) => number): number =>
  items.reduce((total, item) => total + value(item), 0);
