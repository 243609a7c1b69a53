import type { Objective } from '../../contract/objective.ts';
import { defineFinding, notApplicable } from '../../model/finding.ts';
import { zeroFailuresBound } from '../../stats/intervals.ts';
import { objectiveValues } from './objective-values.ts';

export default defineFinding({
  id: 'zero-failures',
  check: 'V05',
  needs: ['objectives'],
  judge: ({ objectives: { results: objectives } }) => {
    const ratios = objectives.flatMap(({ objective, value, n, status }) => {
      if (status === 'NO_DATA' || value === null || n === null || !isRatio(objective)) return [];
      const isOfFailures = objective.kind === 'failed-requests';
      return [
        {
          ...{ objective, n },
          failures: isOfFailures ? value : 1 - value,
          allowed: isOfFailures ? objective.belowRatio : 1 - objective.aboveRatio,
        },
      ];
    });
    if (ratios.length === 0) return notApplicable('no-limits');
    const claims = ratios
      .filter(({ failures }) => failures === 0)
      .map((one) => ({ ...one, bound: zeroFailuresBound(one.n) }))
      .filter(({ bound, allowed }) => bound > allowed);
    return claims.length === 0
      ? { status: 'pass' }
      : {
          status: 'note',
          values: {
            claims: claims.map(({ objective, n, bound, allowed }) => ({
              ...objectiveValues(objective),
              ...{ n, bound, allowed },
            })),
          },
          evidence: claims.map(({ bound, n, allowed }) => ({
            name: 'failureBound',
            value: bound,
            unit: 'ratio' as const,
            n,
            limit: allowed,
          })),
        };
  },
});

type RatioObjective = Exclude<Objective, { kind: 'latency' | 'journey-latency' | 'journey-cost' | 'threshold' }>;

const isRatio = (objective: Objective): objective is RatioObjective =>
  'aboveRatio' in objective || 'belowRatio' in objective;
