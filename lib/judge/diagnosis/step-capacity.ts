import type { HypothesisRule, Statement } from '../../model/diagnosis.ts';
import { worstStep } from '../findings/failing-step.ts';
import { type Growth, growthOf } from './growth.ts';

const grew = 3;
const stayed = 1.5;

export default {
  id: 'step-capacity',
  weigh: (result) => {
    const {
      latency: { steps },
      series: { windows },
      run: { isList },
    } = result;
    const growths = growthOf(result);
    const failing = worstStep(steps, windows);
    const steepest = growths.toSorted((a, b) => b.ratio - a.ratio)[0];
    const step = failing?.name ?? (steepest && steepest.ratio >= grew ? steepest.step : undefined);
    if (step === undefined || steps.length < 2) return undefined;
    const own = growths.find((one) => one.step === step);
    const others = growths.filter((one) => one.step !== step);
    const alsoGrown = own && own.ratio >= grew ? others.filter(({ ratio }) => ratio >= grew) : [];
    const supporting: Statement[] = [
      ...(failing ? [{ text: 'failures', values: { failed: failing.failed, attempted: failing.attempted } }] : []),
      ...(own && own.ratio >= grew ? [{ text: 'growth', values: { ...own } }] : []),
      ...(others.length > 0 && others.every(({ ratio, isAtLeast }) => ratio <= stayed && !isAtLeast)
        ? [{ text: 'others', values: { others: ratiosOf(others) } }]
        : []),
    ];
    const isLast = steps.at(-1)?.name === step;
    const opposing: Statement[] = [
      ...(own && own.ratio <= stayed && !own.isAtLeast ? [{ text: 'steady', values: { ratio: own.ratio } }] : []),
      ...(alsoGrown.length > 0 ? [{ text: 'together', values: { others: ratiosOf(alsoGrown) } }] : []),
      ...(failing && !isLast && isList ? [{ text: 'fewer', values: {} }] : []),
    ];
    return { values: { step }, supporting, opposing, experiment: { change: { options: {} }, settings: {} } };
  },
} as const satisfies HypothesisRule;

const ratiosOf = (growths: readonly Growth[]) => growths.map(({ step, ratio }) => ({ step, ratio }));
