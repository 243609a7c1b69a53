import { isOfAnswer } from '../../contract/failure-cause.ts';
import { defineFinding, notApplicable } from '../../model/finding.ts';
import type { RunResult } from '../../model/result.ts';

/** More journeys than this fail, for a reason that no objective looks at. */
const maxRatio = 0.01;
const minFailures = 5;

/**
 * A request is successful by its status. Journeys that fail by what the answer says are in no error rate: only an
 * objective on journeys or on the step sees them.
 */
export default defineFinding({
  id: 'failures-without-objective',
  needs: ['latency', 'accounting', 'objectives'],
  judge: ({ latency: { steps }, accounting: { started }, objectives: { results } }) => {
    if (started === null || started === 0) return notApplicable('no-samples');
    const causes = steps.flatMap((step) => (isCovered(step.name, results) ? [] : step.causes.filter(ofAnswer)));
    const failed = causes.reduce((sum, { count }) => sum + count, 0);
    const ratio = failed / started;
    const evidence = [{ name: 'failedByAnswer', value: ratio, unit: 'ratio' as const, n: started, limit: maxRatio }];
    if (failed < minFailures || ratio <= maxRatio) return { status: 'pass', evidence };
    const worst = causes.reduce((a, b) => (b.count > a.count ? b : a));
    return { status: 'fail', values: { failed, started, ratio, cause: worst.cause }, evidence };
  },
});

const ofAnswer = ({ cause }: { readonly cause: string }): boolean => isOfAnswer(cause);

/** Whether an objective that can fail a run is about journeys, or about the success of that step. */
const isCovered = (step: string, results: RunResult['objectives']['results']): boolean =>
  results.some(
    ({ objective }) =>
      objective.severity !== 'warn' &&
      (objective.kind === 'journey-success' || (objective.kind === 'step-success' && objective.step === step)),
  );
