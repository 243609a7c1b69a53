import type { Collector } from './collector.ts';
import type { SampleRow } from './samples/sample-rows.ts';
import type { StepSamples } from './step-samples.ts';
import { TracedRequests } from './traced-requests.ts';

/** The requests of a journey under way. */
export interface OpenJourney {
  readonly vu: number;
  /** How many the VU had begun before; −1 before the first. */
  index: number;
  steps: number[];
  durationsMs: number[];
}

/** More requests than any journey has: a script whose iterations do not end would pile them up. */
const maxRequests = 1_000;

/**
 * Journeys put together from rows that carry their VU: a VU has one at a time, and its rows are in order. Tells
 * whether those that reached the last step were quicker on the way than those that did not.
 */
export class OpenJourneys {
  hasKeys = false;
  readonly traced = new TracedRequests();
  private readonly byVu = new Map<string, OpenJourney>();
  private readonly collector: Collector;

  constructor(collector: Collector) {
    this.collector = collector;
  }

  /** The journey of a row's VU; undefined where rows carry none. */
  of(row: SampleRow): OpenJourney | undefined {
    const vu = row.tag('vu');
    if (vu === '') return undefined;
    this.hasKeys = true;
    const known = this.byVu.get(vu) ?? { vu: Number(vu), index: -1, steps: [], durationsMs: [] };
    this.byVu.set(vu, known);
    return known;
  }

  add(journey: OpenJourney, step: number, durationMs: number): void {
    if (journey.steps.length >= maxRequests) this.clear(journey);
    journey.steps.push(step);
    journey.durationsMs.push(durationMs);
  }

  end(journey: OpenJourney): void {
    const { steps, store, lastStep } = this.collector;
    const hasReachedLast = journey.steps.includes(lastStep);
    for (const [index, number] of journey.steps.entries()) {
      const step = steps[number] as StepSamples;
      store.add(hasReachedLast ? step.reachedLast : step.lost, journey.durationsMs[index] as number);
    }
    this.clear(journey);
  }

  /** Those that are unfinished did not reach the last step, or were in it. The VUs that come after are others. */
  endAll(): void {
    for (const journey of this.byVu.values()) this.end(journey);
    this.byVu.clear();
  }

  private clear(journey: OpenJourney): void {
    journey.steps = [];
    journey.durationsMs = [];
  }
}
