import type { HypothesisRule, Statement } from '../../model/diagnosis.ts';
import { growthOf } from './growth.ts';

const grew = 3;
const stayed = 1.5;
const leastFailures = 0.01;

export default {
  id: 'step-capacity',
  texts: {
    en: {
      title: '{{step}} takes less than it is given',
      statements: {
        failures:
          '{{count failed}} of {{n attempted "attempt" "attempts"}} failed there{{#if cutOff}}, {{count cutOff}} were cut off in it{{/if}}, more than at any other step',
        growth: 'its p95 went from {{ms lowP95Ms}} at {{rps lowRps}} to {{ms highP95Ms}} at {{rps highRps}}',
        others: 'the other steps hardly changed ({{#list others}}{{step}} × {{number ratio}}{{/list}})',
        together:
          'other steps grew as much ({{#list others}}{{step}} × {{number ratio}}{{/list}}), as they do when something is shared',
        steady: 'its p95 did not grow with the rate (× {{number ratio}})',
        unseen: 'whether its latency grew with the rate cannot be seen: no samples',
        fewer: 'later steps saw fewer journeys, so that nothing is known of them at this rate',
      },
      experiment: 'the step alone at the same rates: if it breaks there, too, it is the limit',
    },
    ko: {
      title: '{{step}} 단계가 부하를 감당하지 못한다',
      statements: {
        failures:
          '이 단계의 시도 {{count attempted}}번 가운데 {{count failed}}번이 실패했습니다{{#if cutOff}}. {{count cutOff}}건은 이 단계에서 중단되었습니다{{/if}}. 다른 어느 단계보다 많습니다',
        growth: '이 단계의 p95가 {{rps lowRps}}에서 {{ms lowP95Ms}}, {{rps highRps}}에서 {{ms highP95Ms}}입니다',
        others: '다른 단계의 p95는 거의 그대로입니다({{#list others}}{{step}} × {{number ratio}}{{/list}})',
        together:
          '다른 단계의 p95도 그만큼 늘었습니다({{#list others}}{{step}} × {{number ratio}}{{/list}}). 공유 자원이 부족할 때 이렇게 됩니다',
        steady: '이 단계의 p95는 도착률이 올라도 늘지 않았습니다(× {{number ratio}})',
        unseen: '도착률이 오르면서 지연 시간이 늘었는지는 표본이 없어 알 수 없습니다',
        fewer: '뒤의 단계에는 여정이 적게 도달해, 이 도착률을 감당하는지 알 수 없습니다',
      },
      experiment: '같은 도착률로 이 단계에만 부하를 겁니다. 그래도 무너지면 이 단계가 한계입니다',
    },
  },
  weigh: (result) => {
    const { steps, scenario, isList } = result;
    const lossOf = (one: (typeof steps)[number]) => one.failed + (one.interrupted ?? 0);
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
              values: { failed: worst.failed, attempted: worst.attempted, cutOff: worst.interrupted ?? 0 },
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
      ...(own === undefined && result.source !== 'samples' ? [{ text: 'unseen', values: {} }] : []),
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
} satisfies HypothesisRule;
