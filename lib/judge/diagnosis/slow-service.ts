import type { HypothesisRule, Statement } from '../../model/diagnosis.ts';
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
        idle: 'its median is {{ms p50Ms}} already at {{rps lowRps}}, {{percent share}} of the limit of {{exactMs limitMs}}',
        cost: 'it takes {{percent cost}} of the time of all requests',
        grows: 'most of its time at the highest rate is waiting: {{ms highMs}} against {{ms p50Ms}}',
        small: 'it takes only {{percent cost}} of the time of all requests',
      },
      experiment:
        '{{#if isHash}}the same load with a lower hash cost: if its share of the time falls, the hash is what is slow{{else}}one journey a second: if its median stays, it is slow without any load{{/if}}',
    },
    ko: {
      title: '{{step}} 단계는 부하와 상관없이 그 자체로 느리다',
      statements: {
        idle: '{{rps lowRps}}에서도 이 단계의 중앙값이 이미 {{ms p50Ms}}로, 목표 한계 {{exactMs limitMs}}의 {{percent share}}입니다',
        cost: '전체 요청 시간의 {{percent cost}}를 차지합니다',
        grows: '도착률이 가장 높은 구간에서는 대부분이 기다린 시간입니다(중앙값 {{ms p50Ms}} → {{ms highMs}})',
        small: '전체 요청 시간의 {{percent cost}}만 차지합니다',
      },
      experiment:
        '{{#if isHash}}해시 비용을 낮추고 같은 부하를 겁니다. 차지하는 시간이 줄면 해시가 느린 것입니다{{else}}여정을 1초에 하나씩만 시작합니다. 중앙값이 그대로라면 부하가 없어도 느린 것입니다{{/if}}',
    },
  },
  weigh: ({ stages, steps, objectives, target }) => {
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
      values: { step: slowest.name, isHash },
      supporting,
      opposing,
      experiment: isHash
        ? { words: [], knobs: { BCRYPT_COST: '4' } }
        : { words: ['--rate', '1', '--duration', '2m'], knobs: {} },
    };
  },
} satisfies HypothesisRule;
