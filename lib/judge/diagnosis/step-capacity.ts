import type { HypothesisRule, Statement } from '../../model/diagnosis.ts';
import { growthOf } from './growth.ts';

const grew = 3;
const stayed = 1.5;
const leastFailures = 0.01;

export default {
  id: 'step-capacity',
  weigh: (result) => {
    const {
      latency: { steps },
      run: { scenario, isList },
    } = result;
    const lossOf = (one: (typeof steps)[number]) => one.failed + (one.unfinished ?? 0);
    const growths = growthOf(result);
    const worst = steps.toSorted((a, b) => lossOf(b) - lossOf(a))[0];
    const isFailing = worst !== undefined && lossOf(worst) > leastFailures * Math.max(1, worst.attempted);
    const steepest = growths.toSorted((a, b) => b.ratio - a.ratio)[0];
    const step = isFailing ? worst?.name : steepest && steepest.ratio >= grew ? steepest.step : undefined;
    if (step === undefined || steps.length < 2) return undefined;
    const own = growths.find((one) => one.step === step);
    const others = growths.filter((one) => one.step !== step).map((one) => ({ step: one.step, ratio: one.ratio }));
    const grownToo = own && own.ratio >= grew ? others.filter(({ ratio }) => ratio >= grew) : [];
    const supporting: Statement[] = [
      ...(isFailing && worst
        ? [
            {
              text: 'failures',
              values: { failed: worst.failed, attempted: worst.attempted, cutOff: worst.unfinished ?? 0 },
            },
          ]
        : []),
      ...(own && own.ratio >= grew ? [{ text: 'growth', values: { ...own } }] : []),
      ...(others.length > 0 && others.every(({ ratio }) => ratio <= stayed)
        ? [{ text: 'others', values: { others } }]
        : []),
    ];
    const isLast = steps.at(-1)?.name === step;
    const opposing: Statement[] = [
      ...(own === undefined && result.provenance.source !== 'samples' ? [{ text: 'unseen', values: {} }] : []),
      ...(own && own.ratio <= stayed ? [{ text: 'steady', values: { ratio: own.ratio } }] : []),
      ...(grownToo.length > 0 ? [{ text: 'together', values: { others: grownToo } }] : []),
      ...(isFailing && !isLast && isList ? [{ text: 'fewer', values: {} }] : []),
    ];
    return {
      values: { step },
      supporting,
      opposing,
      experiment: { words: scenario === 'e2e' ? ['--scenario', `${step}-only`] : [], knobs: {} },
    };
  },
} as const satisfies HypothesisRule;
