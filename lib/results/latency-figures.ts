import type { StepResult } from '../model/result.ts';
import type { Collector } from './collector.ts';
import type { Figures } from './figures.ts';
import { type CensoredSample, latencyOf, plainLatency } from './latency.ts';
import type { Samples } from './samples/samples.ts';
import { distributionOf } from './series.ts';
import { countOutcome, requestsOf } from './step-counts.ts';
import { durationsOf } from './step-samples.ts';

/** The latencies of a run: of its requests, its steps and its journeys. */
export function latencyFigures(
  { collector, hasKeys, traced }: Samples,
  steps: readonly StepResult[],
  /** The requests of a step, or of all. */
  latencies: (step?: number) => CensoredSample | undefined,
  journeys: CensoredSample | undefined,
  tracePrefix?: string,
): Figures['latency'] {
  return {
    requests: requestFigures(collector, latencies()),
    steps,
    journeys: latencyOf(journeys),
    distributions: [
      ...distributionOf(null, latencies()),
      ...collector.stepNames.flatMap((name, step) => distributionOf(name, latencies(step))),
    ],
    selection: hasKeys ? selectionOf(collector) : null,
    ...(tracePrefix !== undefined && { traces: traced.of(collector.stepNames, tracePrefix) }),
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
