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
  needs: ['series', 'accounting'],
  judge: ({ series: { stages, windows: series }, accounting }) => {
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
