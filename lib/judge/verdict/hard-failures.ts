import type { JudgedRun } from '../../model/judged-run.ts';
import type { RunResult } from '../../model/result.ts';
import type { HardFailure } from '../../model/verdict.ts';
import { binomialUpperTail } from '../../stats/binomial.ts';
import { certainFailures, failedJourneys } from './certain-failures.ts';

/**
 * A target that fails journeys as often as its objective allows has a hard failure in so few of its runs by chance. One
 * that fails 0.5 % of them with 2 % allowed has practically none.
 */
const chance = 0.001;

/** What a target did in a run that no other run of it makes good. */
export function hardFailuresOf({ result, findings }: Pick<JudgedRun, 'result' | 'findings'>): HardFailure[] {
  const hasFailed = (id: string) => findings.some((finding) => finding.id === id && finding.status === 'fail');
  const tooFewSucceeded = certainFailures(result, findings).some(
    ({ objective }) => objective.kind === 'journey-success' && isBeyondChance(result, 1 - objective.aboveRatio),
  );
  return [
    ...(hasFailed('target-died') ? (['target-died'] as const) : []),
    ...(hasFailed('broken-integrity') ? (['data-integrity'] as const) : []),
    ...(tooFewSucceeded ? (['journey-success'] as const) : []),
  ];
}

/** Whether more journeys failed than a target would by chance that fails as many of them as is allowed. */
function isBeyondChance(result: RunResult, allowedRatio: number): boolean {
  const { scheduled } = result.accounting;
  return scheduled !== null && binomialUpperTail(failedJourneys(result), scheduled, allowedRatio) <= chance;
}
