import type { JudgedRun } from '../../model/judged-run.ts';
import type { HardFailure } from '../../model/verdict.ts';
import { certainFailures } from './certain-failures.ts';

/** What a target did in a run that no other run of it makes good. Journeys must have failed for certain. */
export function hardFailuresOf({ result, findings }: Pick<JudgedRun, 'result' | 'findings'>): HardFailure[] {
  const hasFailed = (id: string) => findings.some((finding) => finding.id === id && finding.status === 'fail');
  const certain = certainFailures(result, findings);
  return [
    ...(hasFailed('target-died') ? (['target-died'] as const) : []),
    ...(hasFailed('broken-integrity') ? (['data-integrity'] as const) : []),
    ...(certain.some(({ objective }) => objective.kind === 'journey-success') ? (['journey-success'] as const) : []),
  ];
}
