import type { HypothesisRule, Statement } from '../../model/diagnosis.ts';
import type { StageResult } from '../../model/result.ts';
import { meanRps } from '../findings/stage-objectives.ts';

/** A step that takes this share of its limit without load leaves little room for waiting. */
const minShare = 0.25;
const minCost = 0.4;
const minRequests = 20;
/** In a stage without overload nearly all that was offered was also completed, and next to nothing failed. */
const minCompleted = 0.9;
const maxFailed = 0.01;

export default {
  id: 'slow-service',
  weigh: ({ series: { stages }, latency: { steps }, objectives: { results: objectives }, run: { target } }) => {
    const limit = objectives.map(({ objective }) => objective).find((one) => one.kind === 'latency');
    const byRate = stages
      .filter(({ shape, requests }) => shape !== 'step' && (requests?.n ?? 0) >= minRequests)
      .toSorted((a, b) => meanRps(a) - meanRps(b));
    const alone = byRate.find(isAlone);
    const highest = byRate.at(-1);
    if (limit?.kind !== 'latency' || alone === undefined) return undefined;
    const totalMs = steps.reduce((sum, { latency }) => sum + (latency?.n ?? 0) * (latency?.meanMs ?? 0), 0);
    const slowest = alone.steps.toSorted((a, b) => (b.latency?.p50Ms ?? 0) - (a.latency?.p50Ms ?? 0))[0];
    const p50Ms = slowest?.latency?.p50Ms;
    const whole = steps.find(({ name }) => name === slowest?.name)?.latency;
    if (slowest === undefined || p50Ms == null || whole?.n == null || whole.meanMs === null || totalMs === 0) {
      return undefined;
    }
    const share = p50Ms / limit.belowMs;
    const cost = (whole.n * whole.meanMs) / totalMs;
    if (share < minShare) return undefined;
    const highMs = highest?.steps.find(({ name }) => name === slowest.name)?.latency?.p50Ms ?? p50Ms;
    const supporting: Statement[] = [
      { text: 'idle', values: { p50Ms, lowRps: meanRps(alone), share, limitMs: limit.belowMs } },
      ...(steps.length > 1 && cost >= minCost ? [{ text: 'cost', values: { cost } }] : []),
    ];
    const opposing: Statement[] = [
      ...(highMs > 2 * p50Ms ? [{ text: 'grows', values: { highMs, p50Ms } }] : []),
      ...(steps.length > 1 && cost < minCost ? [{ text: 'small', values: { cost } }] : []),
    ];
    const isHash = target?.kind === 'shop' && slowest.name === 'signup';
    return {
      values: { step: slowest.name, isHash },
      supporting,
      opposing,
      experiment: isHash
        ? { change: { options: {} }, settings: { BCRYPT_COST: '4' } }
        : { change: { options: meanRps(alone) <= 1 ? {} : { rate: '1', duration: '2m' } }, settings: {} },
    };
  },
} as const satisfies HypothesisRule;

/**
 * Whether latency in this stage is the service's own: journeys hardly met each other, nothing was dropped, left open or
 * failed, and what was offered was completed. In any other stage a part of it is waiting.
 */
function isAlone(stage: StageResult): boolean {
  const { inFlightMean, completedRps, dropped, unfinished, failed, scheduled, durationMs } = stage;
  if (inFlightMean === null || completedRps === null || inFlightMean > 1) return false;
  const isCompleted = completedRps >= (minCompleted * scheduled * 1_000) / durationMs;
  return isCompleted && dropped === 0 && unfinished === 0 && (failed ?? 0) <= maxFailed * scheduled;
}
