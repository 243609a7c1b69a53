import type { Finding } from '../../model/finding.ts';
import type { ObjectiveResult, RunResult } from '../../model/result.ts';
import { countAbove } from '../findings/count-above.ts';
import { busyBecause } from '../findings/drop-blame.ts';
import { limitedRequests } from '../findings/generator-limit.ts';

type Judged = Pick<Finding, 'id' | 'status'>;

/**
 * The objectives that certainly failed: the failures of the target exceed the limit even if everything unknown had
 * succeeded (docs/decisions/0004).
 */
export function certainFailures(result: RunResult, findings: readonly Judged[]): ObjectiveResult[] {
  // Figures of two runs, or that are not what they seem, prove nothing.
  if (result.provenance.mismatch !== null) return [];
  return result.objectives.results.filter((one) => one.status === 'FAIL' && isCertain(one, result, findings));
}

function isCertain({ objective }: ObjectiveResult, result: RunResult, findings: readonly Judged[]): boolean {
  // For a single stage the result lacks the data for this.
  if (objective.stage !== undefined) return false;
  switch (objective.kind) {
    case 'journey-success': {
      const { scheduled } = result.accounting;
      return scheduled !== null && failedJourneys(result) >= (1 - objective.aboveRatio) * scheduled - 1e-9;
    }
    case 'step-success': {
      const counts = requestsOf(result, objective.step);
      return counts !== undefined && counts.failed >= (1 - objective.aboveRatio) * counts.most - 1e-9;
    }
    case 'failed-requests': {
      const counts = requestsOf(result, objective.step);
      return counts !== undefined && counts.failed >= objective.belowRatio * counts.most - 1e-9;
    }
    case 'latency': {
      // A generator without CPU measures its own delays.
      if (findings.some(({ id, status }) => id === 'generator-saturated' && status === 'invalid')) return false;
      const counts = requestsOf(result, objective.step);
      if (counts === undefined || counts.most === counts.n) return counts !== undefined;
      const above = countAbove(result.latency.distributions, objective.belowMs, objective.step);
      return above > (1 - objective.percentile / 100) * counts.most * (1 + 1e-9);
    }
    case 'journey-cost':
    case 'journey-latency':
    case 'threshold':
      return false;
  }
}

/**
 * Journeys that failed through the target: exceptions are the script's, what never left the generator is its own, and
 * who stopped a run cut its open journeys.
 */
export function failedJourneys(result: RunResult): number {
  const { failed, exceptions, unfinished, droppedByTarget } = result.accounting;
  const isWhole = result.run.ending.kind === 'completed' && isRecordingWhole(result);
  const cut = isWhole ? (unfinished ?? 0) : 0;
  const dropped = busyBecause(result).kind === 'target' ? (droppedByTarget ?? 0) : 0;
  return Math.max(0, (failed ?? 0) - (exceptions ?? 0) - limitedRequests(result.provenance)) + cut + dropped;
}

const isRecordingWhole = ({ provenance }: RunResult): boolean =>
  !provenance.isTruncated && provenance.malformedRows === 0;

/** Requests of a step or of all, and as many as there may have been at most; undefined where that is not known. */
function requestsOf(result: RunResult, name: string | undefined) {
  const { requests, steps } = result.latency;
  const step = steps.find((one) => one.name === name);
  if (name !== undefined && step === undefined) return undefined;
  const n = step ? step.attempted : requests.n;
  const counted = step ? step.failed : requests.failed;
  const failed = counted === null ? null : Math.max(0, counted - limitedRequests(result.provenance));
  const most = maxRequests(n, result, name === undefined ? steps.length : 1);
  return n === null || failed === null || most === null ? undefined : { n, failed, most };
}

/** As many requests as there may have been: also those of journeys that were not offered, not counted or broken off. */
function maxRequests(counted: number | null, result: RunResult, perJourney: number): number | null {
  if (counted === null) return null;
  const { scheduled, dropped, droppedByTarget, missing, exceptions } = result.accounting;
  if (result.run.ending.kind === 'completed' && isRecordingWhole(result)) {
    const notOffered = Math.max(0, (dropped ?? 0) - (droppedByTarget ?? 0)) + Math.max(0, missing ?? 0);
    return counted + perJourney * (notOffered + (exceptions ?? 0));
  }
  return scheduled === null || !result.run.isList ? null : Math.max(counted, perJourney * scheduled);
}
