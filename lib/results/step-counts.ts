import { isOfAnswer } from '../contract/failure-cause.ts';
import { exceptionCause } from '../contract/metrics.ts';
import type { Accounting, CauseCount, StepResult } from '../model/result.ts';
import { countOf, type Durations } from './durations.ts';
import { skippedBefore } from './figures.ts';
import type { RunSubject } from './run-context.ts';
import type { Samples } from './samples/samples.ts';
import { durationsOf, type Outcome, type StepSamples } from './step-samples.ts';

/** All durations of a step, successful or not. */
const allOf = ({ cells }: StepSamples): Durations[] => cells.flatMap((cell) => Object.values(cell));
export const requestsOf = (step: StepSamples): number => total(allOf(step).map(countOf));
export const countOutcome = ({ cells }: StepSamples, outcome: Outcome): number =>
  total(cells.flatMap((cell) => durationsOf(cell, outcome)).map(countOf));

/** The attempts of a step, and the journeys that reached it. */
export type StepCounts = Pick<
  StepResult,
  'name' | 'reached' | 'attempted' | 'succeeded' | 'failed' | 'causes' | 'unfinished' | 'skipped'
>;

/**
 * Each step's counts. A journey that entered a step and has neither an answer nor a failure of it was in it when k6
 * stopped, or threw an exception there: of all such, no more are unfinished than in the whole run.
 */
export function stepCounts(samples: Samples, subject: RunSubject, accounting: Accounting): StepCounts[] {
  const isFunnel = subject.isList && subject.steps !== undefined && accounting.started !== null;
  const { steps, stepNames } = samples.collector;
  let reached = isFunnel ? accounting.started : null;
  const earlier: StepCounts[] = [];
  for (const [number, step] of steps.entries()) {
    const name = stepNames[number] as string;
    const causes = causesOf(name, step, samples, subject.isList);
    const thrown = causes.find(({ cause }) => cause === exceptionCause)?.count ?? 0;
    const attempts = attemptsOf(step, causes, thrown, samples.hasJourneys);
    const unfinished =
      reached === null || !samples.hasJourneys
        ? null
        : Math.max(0, Math.min(reached - attempts.attempted - thrown, accounting.unfinished ?? 0));
    const skipped = isFunnel ? skippedBefore(accounting, earlier) : [];
    earlier.push({ name, reached, ...attempts, causes, unfinished, skipped });
    if (isFunnel) reached = attempts.succeeded;
  }
  return earlier;
}

/**
 * By the step's own Rate, which k6 counts once an attempt, however often a journey meets the step and however many
 * requests it takes. Without one by its requests, and what failed in the journeys' account, which knows of missing
 * fields.
 */
function attemptsOf(
  step: StepSamples,
  causes: readonly CauseCount[],
  thrown: number,
  hasJourneys: boolean,
): Pick<StepCounts, 'attempted' | 'succeeded' | 'failed'> {
  const { ok, failed } = step.rate;
  if (ok + failed > 0) return { attempted: ok + failed, succeeded: ok, failed };
  const attempted = requestsOf(step);
  const ofCauses = total(causes.map(({ count }) => count)) - thrown;
  const unknown = hasJourneys ? 0 : countOutcome(step, 'unknown');
  return { attempted, succeeded: Math.max(0, attempted - ofCauses - unknown), failed: ofCauses };
}

/**
 * Of the journeys' account where each journey performs each step once; else of the requests, and of the account
 * only what no request shows.
 */
function causesOf(name: string, { causes }: StepSamples, samples: Samples, isList: boolean): CauseCount[] {
  const { hasJourneys, collector } = samples;
  const ofJourneys = collector.journeyFailures.get(name) ?? new Map<string, number>();
  const unseen = [...ofJourneys].filter(([cause]) => isOfAnswer(cause) || cause === exceptionCause);
  const counts = !hasJourneys ? [...causes] : isList ? [...ofJourneys] : [...causes, ...unseen];
  return counts.map(([cause, count]) => ({ cause, count })).sort((a, b) => b.count - a.count);
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, value) => sum + value, 0);
