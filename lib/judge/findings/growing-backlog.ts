import { defineFinding, notApplicable } from '../../model/finding.ts';
import { trendOf } from '../../stats/trend.ts';
import { plateausOf, windowsOf } from './plateaus.ts';

const leastWindows = 20;
const mostP = 0.01;
/** The backlog at the end of the plateau, in parts of that at its start. */
const leastGrowth = 0.5;

export default defineFinding({
  id: 'growing-backlog',
  check: 'V08',
  needs: ['stages', 'series', 'accounting'],
  texts: {
    en: {
      title: 'No backlog grows within a plateau',
      what: 'The backlog grew: {{#list growing}}on the plateau of {{rps rateRps}} the journeys in flight went from {{count from}} to {{count to}} in {{duration durationMs}}{{/list}}',
      why: 'The target takes less than it is given, so that there is no steady state: every percentile depends on how long the load went on.',
      advice: 'Do not read the latency of such a stage; the target holds less than this rate.',
    },
    ko: {
      title: '평탄 구간에서 밀린 여정이 늘지 않는가',
      what: '밀린 여정이 늘었습니다: {{#list growing}}{{rps rateRps}} 평탄 구간에서 진행 중인 여정이 {{duration durationMs}} 동안 {{count from}}건 → {{count to}}건{{/list}}',
      why: '대상이 들어오는 만큼 처리하지 못해 정상 상태에 이르지 못합니다. 이때 백분위수는 부하를 얼마나 오래 걸었는지에 따라 달라집니다.',
      advice: '이런 구간의 지연 시간은 근거로 삼지 마십시오. 대상이 감당하는 도착률은 이보다 낮습니다.',
    },
  },
  judge: ({ stages, series, accounting }) => {
    if (series === null || accounting.basis === 'derived') return notApplicable('no-samples');
    const plateaus = plateausOf(stages);
    if (plateaus.length === 0) return notApplicable('no-plateau');
    const looked = plateaus.flatMap((stage) => {
      const inFlight = windowsOf(series, stage).map((window) => series.inFlight[window] ?? 0);
      if (inFlight.length < leastWindows) return [];
      const { slope, pRising } = trendOf(inFlight);
      const fifth = Math.ceil(inFlight.length / 5);
      const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      const from = mean(inFlight.slice(0, fifth));
      const to = mean(inFlight.slice(-fifth));
      // One journey more than before is no backlog.
      const grows = pRising < mostP && slope * inFlight.length > Math.max(2, leastGrowth * from);
      return [
        {
          rateRps: stage.toRps,
          durationMs: stage.durationMs,
          from: Math.round(from),
          to: Math.round(to),
          pRising,
          grows,
        },
      ];
    });
    if (looked.length === 0) return notApplicable('too-short');
    const growing = looked.filter(({ grows }) => grows);
    const evidence = looked.map(({ pRising, durationMs }) => ({
      name: 'pRising',
      value: pRising,
      unit: 'ratio' as const,
      n: durationMs / series.windowMs,
      limit: mostP,
    }));
    if (growing.length === 0) return { status: 'pass', evidence };
    return {
      status: 'suspect',
      values: { growing },
      evidence,
      experiments: [{ why: 'lower-rate', words: ['--scale', '0.5'] }],
    };
  },
});
