import type { HypothesisRule, Statement } from '../../model/diagnosis.ts';
import { meanRps } from '../findings/stage-objectives.ts';
import { growthOf } from './growth.ts';

const grew = 2;
const minCompleted = 0.8;

export default {
  id: 'shared-resource',
  weigh: (result) => {
    const {
      series: { stages },
      run: { sameHost, target },
    } = result;
    const growths = growthOf(result).map(({ step, ratio, isAtLeast }) => ({ step, ratio, isAtLeast }));
    // One step may make journeys wait: only if all steps grow, this points to something they share.
    if (growths.length < 2 || growths.some(({ ratio }) => ratio < grew)) return undefined;
    const busiest = stages
      .filter(({ completedRps, shape }) => completedRps !== null && shape !== 'step')
      .toSorted((a, b) => meanRps(b) - meanRps(a))[0];
    const isFlat = busiest?.completedRps != null && busiest.completedRps < minCompleted * meanRps(busiest);
    const supporting: Statement[] = [
      { text: 'together', values: { growths } },
      ...(isFlat && busiest
        ? [{ text: 'flat', values: { completedRps: busiest.completedRps, offeredRps: meanRps(busiest) } }]
        : []),
      ...(isFlat && busiest?.inFlightMean != null
        ? [{ text: 'waiting', values: { inFlight: Math.round(busiest.inFlightMean) } }]
        : []),
    ];
    const opposing: Statement[] = sameHost ? [{ text: 'sameHost', values: {} }] : [];
    const settings: Record<string, string> = target?.kind === 'shop' ? { DB_POOL_SIZE: '20' } : {};
    return { values: {}, supporting, opposing, experiment: { change: { options: {} }, settings } };
  },
} as const satisfies HypothesisRule;
