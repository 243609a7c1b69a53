import type { HypothesisRule, Statement } from '../contract/hypothesis.ts';
import { meanRps } from '../findings/stage-holds.ts';

/** A step that takes so much of its limit when nothing else is going on leaves little room for waiting. */
const leastShare = 0.25;
const leastCost = 0.4;

export default {
  id: 'slow-service',
  texts: {
    en: {
      title: '{{step}} is slow by itself, load or no load',
      statements: {
        idle: 'its median is {{ms p50Ms}} already at {{rps lowRps}}, {{percent share}} of the limit of {{ms limitMs}}',
        cost: 'it takes {{percent cost}} of the time of all requests',
        grows: 'most of its time at the highest rate is waiting: {{ms highMs}} against {{ms p50Ms}}',
        small: 'it takes only {{percent cost}} of the time of all requests',
      },
      experiment:
        'the step with less work to do (a lower hash cost): if its share of the time falls, the work is what is slow',
    },
    ko: {
      title: '{{step}} 단계는 부하와 상관없이 그 자체로 느리다',
      statements: {
        idle: '{{rps lowRps}}에서도 중앙값이 이미 {{ms p50Ms}}로, 한계 {{ms limitMs}}의 {{percent share}}입니다',
        cost: '모든 요청에 든 시간의 {{percent cost}}를 차지합니다',
        grows: '가장 높은 비율에서는 대부분이 기다린 시간입니다: {{ms p50Ms}}에 견주어 {{ms highMs}}',
        small: '모든 요청에 든 시간의 {{percent cost}}만 차지합니다',
      },
      experiment: '할 일을 줄여(해시 비용을 낮춰) 실행합니다. 차지하는 시간이 줄면 그 일 자체가 느린 것입니다',
    },
  },
  weigh: ({ stages, steps, objectives, scenario, profile, target }) => {
    const limit = objectives.map(({ objective }) => objective).find((one) => one.kind === 'latency');
    const loaded = stages.filter(({ shape, requests }) => shape !== 'step' && (requests?.n ?? 0) >= 20);
    const lowest = loaded.toSorted((a, b) => meanRps(a) - meanRps(b))[0];
    const highest = loaded.toSorted((a, b) => meanRps(b) - meanRps(a))[0];
    if (limit?.kind !== 'latency' || lowest === undefined) return undefined;
    const totalMs = steps.reduce((sum, { latency }) => sum + (latency?.meanMs ? latency.n * latency.meanMs : 0), 0);
    const slowest = lowest.steps.toSorted((a, b) => (b.latency?.p50Ms ?? 0) - (a.latency?.p50Ms ?? 0))[0];
    const p50Ms = slowest?.latency?.p50Ms;
    const whole = steps.find(({ name }) => name === slowest?.name)?.latency;
    if (slowest === undefined || p50Ms == null || whole?.meanMs == null || totalMs === 0) return undefined;
    const share = p50Ms / limit.belowMs;
    const cost = (whole.n * whole.meanMs) / totalMs;
    if (share < leastShare) return undefined;
    const highMs = highest?.steps.find(({ name }) => name === slowest.name)?.latency?.p50Ms ?? p50Ms;
    const supporting: Statement[] = [
      { text: 'idle', values: { p50Ms, lowRps: meanRps(lowest), share, limitMs: limit.belowMs } },
      ...(steps.length > 1 && cost >= leastCost ? [{ text: 'cost', values: { cost } }] : []),
    ];
    const opposing: Statement[] = [
      ...(highMs > 2 * p50Ms ? [{ text: 'grows', values: { highMs, p50Ms } }] : []),
      ...(steps.length > 1 && cost < leastCost ? [{ text: 'small', values: { cost } }] : []),
    ];
    const isHash = target?.kind === 'shop' && slowest.name === 'signup';
    return {
      values: { step: slowest.name },
      supporting,
      opposing,
      experiment: {
        words: ['--scenario', scenario ?? 'e2e', '--profile', profile ?? 'smoke'],
        knobs: isHash ? { BCRYPT_COST: '4' } : {},
      },
    };
  },
} satisfies HypothesisRule;
