import type { HypothesisRule, Statement } from '../../model/diagnosis.ts';
import { meanRps } from '../findings/stage-holds.ts';

/** A step that takes so much of its limit when nothing else is going on leaves little room for waiting. */
const leastShare = 0.25;
const leastCost = 0.4;

export default {
  id: 'slow-service',
  weigh: ({ series: { stages }, latency: { steps }, objectives: { results: objectives }, run: { target } }) => {
    const limit = objectives.map(({ objective }) => objective).find((one) => one.kind === 'latency');
    const loaded = stages.filter(({ shape, requests }) => shape !== 'step' && (requests?.n ?? 0) >= 20);
    const lowest = loaded.toSorted((a, b) => meanRps(a) - meanRps(b))[0];
    const highest = loaded.toSorted((a, b) => meanRps(b) - meanRps(a))[0];
    if (limit?.kind !== 'latency' || lowest === undefined) return undefined;
    const totalMs = steps.reduce(
      (sum, { latency }) => sum + (latency?.n && latency.meanMs ? latency.n * latency.meanMs : 0),
      0,
    );
    const slowest = lowest.steps.toSorted((a, b) => (b.latency?.p50Ms ?? 0) - (a.latency?.p50Ms ?? 0))[0];
    const p50Ms = slowest?.latency?.p50Ms;
    const whole = steps.find(({ name }) => name === slowest?.name)?.latency;
    if (slowest === undefined || p50Ms == null || whole?.meanMs == null || whole.n === null || totalMs === 0)
      return undefined;
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
} as const satisfies HypothesisRule;
