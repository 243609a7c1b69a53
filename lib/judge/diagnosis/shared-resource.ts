import type { HypothesisRule, Statement } from '../../model/diagnosis.ts';
import { meanRps } from '../findings/stage-holds.ts';
import { growthOf } from './growth.ts';

const grew = 2;

export default {
  id: 'shared-resource',
  texts: {
    en: {
      title: 'All steps wait for something they share: CPU, event loop, connection pool, thread pool',
      statements: {
        together: 'every step grew with the rate ({{#list growths}}{{step}} × {{number ratio}}{{/list}} in p95)',
        flat: 'journeys completed at {{rps completedRps}} where {{rps offeredRps}} were offered',
        waiting: '{{count inFlight}} journeys were in flight at once (mean of that stage)',
        apart: 'not every step grew ({{#list growths}}{{step}} × {{number ratio}}{{/list}} in p95)',
        sameHost: 'k6 shares the cores with the target, and takes its part of them',
      },
      experiment: 'the same load with twice the connections: if nothing changes, the pool is not what is waited for',
    },
    ko: {
      title: '모든 단계가 공유 자원을 기다린다: CPU, 이벤트 루프, 커넥션 풀, 스레드 풀',
      statements: {
        together:
          '도착률이 오르면서 모든 단계의 p95가 늘었습니다({{#list growths}}{{step}} × {{number ratio}}{{/list}})',
        flat: '{{rps offeredRps}}를 보냈지만 완료된 여정은 {{rps completedRps}}입니다',
        waiting: '여정 {{count inFlight}}건이 동시에 진행 중이었습니다(그 구간의 평균)',
        apart: '모든 단계의 p95가 늘어난 것은 아닙니다({{#list growths}}{{step}} × {{number ratio}}{{/list}})',
        sameHost: 'k6도 대상과 코어를 나눠 쓰며 그만큼 CPU를 가져갑니다',
      },
      experiment: '커넥션을 두 배로 늘리고 같은 부하를 겁니다. 달라지는 것이 없으면 커넥션 풀을 기다린 것이 아닙니다',
    },
  },
  weigh: (result) => {
    const { stages, sameHost, target } = result;
    const growths = growthOf(result).map(({ step, ratio }) => ({ step, ratio }));
    const isTogether = growths.length > 1 && growths.every(({ ratio }) => ratio >= grew);
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
      ...(!isTogether && growths.length > 1 ? [{ text: 'apart', values: { growths } }] : []),
      ...(sameHost ? [{ text: 'sameHost', values: {} }] : []),
    ];
    const knobs: Record<string, string> = target?.kind === 'shop' ? { DB_POOL_SIZE: '20' } : {};
    return {
      values: {},
      supporting,
      opposing,
      experiment: { words: [], knobs },
    };
  },
} satisfies HypothesisRule;
