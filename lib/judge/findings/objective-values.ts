import { stepSuccessMetric } from '../../contract/metrics.ts';
import type { Objective } from '../../contract/objective.ts';
import type { TextValues } from '../../model/finding.ts';

type ObjectiveValues = TextValues & { readonly kind: Objective['kind']; readonly limit: number | null };

/**
 * An objective as values of a text: the reports' languages have a template for each kind, which the helper
 * `objectiveText` fills.
 */
export function objectiveValues(objective: Objective): ObjectiveValues {
  const limit =
    'belowMs' in objective
      ? objective.belowMs
      : 'belowRatio' in objective
        ? objective.belowRatio
        : 'aboveRatio' in objective
          ? objective.aboveRatio
          : 'atMost' in objective
            ? objective.atMost
            : null;
  const of = 'of' in objective ? objective.of : '';
  const metric = objective.kind === 'step-success' ? stepSuccessMetric(objective.step) : '';
  return {
    step: '',
    percentile: null,
    metric,
    expression: '',
    stage: null,
    owner: null,
    ofStarted: false,
    isCount: of === 'statements',
    isTarget: of === 'target-cpu',
    ...objective,
    isWarning: objective.severity === 'warn',
    limit,
  };
}
