import { samplesForQuantile } from '../../contract/objective.ts';
import type { RunResult, StageResult } from '../../model/result.ts';
import { meanRps } from '../findings/stage-objectives.ts';

/** Of fewer requests a report shows no p95. */
const minRequests = samplesForQuantile(0.95);

/** How the p95 of a step changed from the stage of the lowest rate to that of the highest. */
export interface Growth {
  readonly step: string;
  readonly lowRps: number;
  readonly highRps: number;
  readonly lowP95Ms: number;
  readonly highP95Ms: number;
  /** p95 at the highest rate in parts of that at the lowest. */
  readonly ratio: number;
  /** Requests that never ended could move the p95 at the highest rate up, and the ratio with it. */
  readonly isAtLeast: boolean;
}

/** The growth of every step with enough requests in both stages; empty without two stages of different rates. */
export function growthOf({ series: { stages }, latency: { steps } }: Pick<RunResult, 'series' | 'latency'>): Growth[] {
  const loaded = stages.filter(({ shape, requests }) => shape !== 'step' && (requests?.n ?? 0) >= minRequests);
  const byRate = loaded.toSorted((a, b) => meanRps(a) - meanRps(b));
  const low = byRate[0];
  const high = byRate.at(-1);
  if (low === undefined || high === undefined || meanRps(high) < 1.2 * meanRps(low)) return [];
  return steps.flatMap(({ name }) => {
    const before = stepOf(low, name);
    const after = stepOf(high, name);
    if (!before?.p95Ms || before.atLeast.includes('p95Ms') || after?.p95Ms == null) return [];
    return [
      {
        step: name,
        lowRps: meanRps(low),
        highRps: meanRps(high),
        lowP95Ms: before.p95Ms,
        highP95Ms: after.p95Ms,
        ratio: after.p95Ms / before.p95Ms,
        isAtLeast: after.atLeast.includes('p95Ms'),
      },
    ];
  });
}

const stepOf = (stage: StageResult, name: string) => {
  const step = stage.steps.find((one) => one.name === name);
  return step !== undefined && step.n >= minRequests && step.latency !== null ? step.latency : undefined;
};
