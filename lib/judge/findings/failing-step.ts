import { defineFinding, notApplicable } from '../../model/finding.ts';
import type { RunResult, StepResult } from '../../model/result.ts';
import { binomialUpperTail } from '../../stats/binomial.ts';
import { failingStep, minFailingBlocks } from '../../stats/failing-step.ts';
import { blockMs, failureBlocks } from './failure-blocks.ts';
import { limitedRequests } from './generator-limit.ts';

/** Steps that fail more seldom are not worth a note. */
const minShare = 0.01;
const minFailures = 5;
/** Counts as unequal as this come by chance once in a thousand runs of steps that fail alike. */
const alpha = 0.001;

export default defineFinding({
  id: 'failing-step',
  needs: ['latency', 'series', 'run', 'provenance'],
  isDiagnosis: true,
  judge: ({ latency: { steps }, series: { windows }, run: { isList }, provenance }) => {
    if (steps.length < 2) return notApplicable('one-step');
    if (provenance.source === 'none' || steps.every((step) => knownOf(step) === 0)) return notApplicable('no-samples');
    // Requests that never left the generator fail at whatever step was due.
    if (2 * limitedRequests(provenance) >= total(steps, ({ failed }) => failed) && limitedRequests(provenance) > 0)
      return notApplicable('generator-limit');
    const ratios = steps.map(ratioOf);
    const worst = steps[ratios.indexOf(Math.max(...ratios))] as StepResult;
    const n = knownOf(worst);
    const evidence = [{ name: 'failedAtStep', value: ratioOf(worst), unit: 'ratio' as const, n, limit: minShare }];
    if (ratioOf(worst) <= minShare) return { status: 'pass', evidence };
    if (worstStep(steps, windows) === worst) {
      return { status: 'note', variant: 'named', values: valuesOf(worst, steps, isList), evidence };
    }
    return {
      status: 'note',
      variant: windows !== null && isAlike(worst, steps) ? 'spread' : 'unclear',
      values: {
        failures: steps.map((step) => ({ ...countsOf(step), ratio: ratioOf(step) })).filter(({ failed }) => failed > 0),
        ...timingOf(steps, windows),
      },
      evidence,
    };
  },
});

/** The step that failed more than the others by more than chance (docs/statistics.md). */
export function worstStep(
  steps: readonly StepResult[],
  windows: RunResult['series']['windows'],
): StepResult | undefined {
  const blocks = failureBlocks(steps, windows);
  const named = blocks && failingStep(blocks);
  const step = named && steps[named.step];
  const highest = Math.max(...steps.map(ratioOf));
  return step && ratioOf(step) === highest ? step : undefined;
}

function valuesOf(step: StepResult, steps: readonly StepResult[], isList: boolean) {
  const others = steps.filter((one) => one !== step);
  return {
    ...countsOf(step),
    ratio: ratioOf(step),
    othersFailed: total(others, ({ failed }) => failed),
    othersAttempted: total(others, knownOf),
    causes: step.causes.map((one) => ({ ...one })),
    // A list of steps ends at a failure; any other script may go on.
    hasLater: isList && steps.at(-1) !== step,
  };
}

/** Whether the worst step has no more failures than chance explains if all steps fail alike. */
function isAlike(worst: StepResult, steps: readonly StepResult[]): boolean {
  const failures = total(steps, ({ failed }) => failed);
  const share = knownOf(worst) / total(steps, knownOf);
  return failures >= minFailures && binomialUpperTail(worst.failed, failures, share) >= alpha / steps.length;
}

/** In how many blocks of time there were failures, and how many it takes to name a step. */
function timingOf(steps: readonly StepResult[], windows: RunResult['series']['windows']) {
  const blocks = failureBlocks(steps, windows);
  const spans = (blocks ?? []).filter((block) => block.some(({ events }) => events > 0)).length;
  const needed = minFailingBlocks(steps.length);
  const isTimed = blocks !== undefined;
  const hasSamples = windows !== null;
  return { hasSamples, isTimed, spans, needed, isFew: spans < needed, spanMs: blockMs, enoughMs: needed * blockMs };
}

/** Attempts whose outcome is known. */
const knownOf = ({ succeeded, failed }: StepResult): number => succeeded + failed;
const countsOf = (step: StepResult) => ({ step: step.name, failed: step.failed, attempted: knownOf(step) });
const ratioOf = (step: StepResult): number => (knownOf(step) === 0 ? 0 : step.failed / knownOf(step));
const total = (steps: readonly StepResult[], count: (step: StepResult) => number): number =>
  steps.reduce((sum, step) => sum + count(step), 0);
