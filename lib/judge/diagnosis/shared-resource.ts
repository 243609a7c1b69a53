import type { HypothesisRule, Statement } from '../../model/diagnosis.ts';
import { meanRps } from '../findings/stage-objectives.ts';
import { growthOf } from './growth.ts';

const grew = 2;

export default {
  id: 'shared-resource',
  weigh: (result) => {
    const {
      series: { stages },
      run: { sameHost, target },
    } = result;
    const growths = growthOf(result).map(({ step, ratio, isAtLeast }) => ({ step, ratio, isAtLeast }));
    const isTogether = growths.length > 1 && growths.every(({ ratio }) => ratio >= grew);
    // A ratio that is at least so much may be more.
    const isApart = growths.length > 1 && growths.some(({ ratio, isAtLeast }) => ratio < grew && !isAtLeast);
    const busiest = stages
      .filter(({ completedRps, shape }) => completedRps !== null && shape !== 'step')
      .toSorted((a, b) => meanRps(b) - meanRps(a))[0];
    const isFlat = busiest?.completedRps != null && busiest.completedRps < 0.8 * meanRps(busiest);
    const supporting: Statement[] = [
      ...(isTogether ? [{ text: 'together', values: { growths } }] : []),
      ...(isFlat && busiest
        ? [{ text: 'flat', values: { completedRps: busiest.completedRps, offeredRps: meanRps(busiest) } }]
        : []),
      ...(isFlat && busiest?.inFlightMean != null
        ? [{ text: 'waiting', values: { inFlight: Math.round(busiest.inFlightMean) } }]
        : []),
    ];
    if (supporting.length === 0) return undefined;
    const opposing: Statement[] = [
      ...(isApart ? [{ text: 'apart', values: { growths } }] : []),
      ...(sameHost ? [{ text: 'sameHost', values: {} }] : []),
    ];
    const settings: Record<string, string> = target?.kind === 'shop' ? { DB_POOL_SIZE: '20' } : {};
    return { values: {}, supporting, opposing, experiment: { change: { options: {} }, settings } };
  },
} as const satisfies HypothesisRule;
