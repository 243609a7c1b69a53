import type { CapacityLimit, TrialPoint } from '../model/capacity.ts';
import { longestPausesMs, type RunPlan } from '../model/plan.ts';
import { defaultMaxVus, type RunRequest } from '../model/run-request.ts';
import type { LiveFigures } from '../run/generator/live-figures.ts';

/** A journey whose objectives know no latency is given so long, each step. */
const defaultStepMs = 2_000;

/** How long a journey may take that just meets its limits, ms. */
export function longestJourneyMs(limits: readonly CapacityLimit[], scenario: RunPlan['scenario']): number {
  const ofJourney = limits.flatMap(({ objective }) =>
    objective.kind === 'journey-latency' ? [objective.belowMs] : [],
  );
  const ofSteps = limits.flatMap(({ objective }) => (objective.kind === 'latency' ? [objective.belowMs] : []));
  const stepMs = ofSteps.length === 0 ? defaultStepMs : Math.max(...ofSteps);
  const { steps, branches } = scenario;
  const requests = Math.max(1, branches?.maxRequests ?? steps.length);
  const ownMs = ofJourney.length > 0 && ofSteps.length === 0 ? ofJourney : [stepMs * requests];
  return longestPausesMs(scenario) + Math.max(1, ...ownMs);
}

/** Half as many again as the journeys that the limits allow to be open (Little's law): what needs more has failed. */
const spareVus = 1.5;
const minVus = 20;
/** Poisson arrivals come in bursts: as many as this many deviations above their mean once in 30,000. */
const burstDeviations = 4;

/** The run of a trial: a constant rate, and an end that waits no longer than the limits are worth. */
export function requestOfTrial(run: RunRequest, point: TrialPoint, journeyMs: number): RunRequest {
  const { rateRps, settleSeconds, measureSeconds } = point;
  const { arrivals } = run.load.changes;
  const open = (rateRps * journeyMs) / 1_000;
  const burst = arrivals === 'poisson' ? burstDeviations * Math.sqrt(open) : 0;
  const vus = Math.max(minVus, Math.ceil(Math.max(spareVus * open, open + burst)));
  return {
    ...run,
    load: {
      ...run.load,
      profile: undefined,
      changes: {
        ...{ rateRps, durationMs: Math.round((settleSeconds + measureSeconds) * 1_000) },
        ...(arrivals && { arrivals }),
      },
      vus: Math.min(vus, run.load.vus ?? run.load.maxVus ?? defaultMaxVus),
      allowLarge: true,
      gracefulStopMs: Math.min(30_000, Math.max(1_000, 2 * journeyMs)),
    },
  };
}

export interface OverloadWatch {
  /** Aborted when the trial is hopeless; its reason says why. */
  readonly enough: AbortSignal;
  /** @param atMs since the load's start */
  see(atMs: number, live: LiveFigures): void;
}

const minEnded = 20;

/**
 * Ends a hopeless trial, when in most of its window more journeys are open than the rate brings in the time that one
 * may take (by Little's law, those that began then miss their limit), or more of those that ended have failed than may.
 */
export function watchOverload({ rateRps, abort }: TrialPoint, journeyMs: number): OverloadWatch {
  const stopping = new AbortController();
  const mayBeOpen = Math.max(minVus / 2, (rateRps * journeyMs) / 1_000);
  const seen: { readonly atMs: number; readonly isAbove: boolean; readonly done: number; readonly failed: number }[] =
    [];
  return {
    enough: stopping.signal,
    see: (atMs: number, { inFlight, done, failed }: LiveFigures): void => {
      if (abort === null) return;
      seen.push({ atMs, isAbove: inFlight > mayBeOpen, done, failed });
      const first = seen.findLastIndex((one) => one.atMs <= atMs - abort.windowSeconds * 1_000);
      if (first < 0) return;
      const window = seen.slice(first + 1);
      const before = seen[first] as (typeof seen)[number];
      const ended = done - before.done;
      const isFull = window.filter(({ isAbove }) => isAbove).length > abort.badRatio * window.length;
      const isFailing = ended >= minEnded && failed - before.failed > abort.badRatio * ended;
      if (isFull) stopping.abort(`${inFlight} journeys were open: more than the limits allow`);
      else if (isFailing) stopping.abort('most of the journeys failed');
    },
  };
}
