import { defineFinding, notApplicable } from '../../model/finding.ts';
import { steadyFrom } from '../../stats/warm-up.ts';
import { plateausOf, windowsOf } from './plateaus.ts';

export default defineFinding({
  id: 'warm-up-included',
  check: 'V07',
  needs: ['series', 'load'],
  isDiagnosis: true,
  judge: ({ series: { stages, windows: series }, load }) => {
    if (series === null) return notApplicable('no-samples');
    const [first] = plateausOf(stages);
    if (first === undefined) return notApplicable('no-plateau');
    const logs = windowsOf(series, first).flatMap((window) => series.meanLogMs[window] ?? []);
    if (logs.length < 20) return notApplicable('too-short');
    const cut = steadyFrom(logs) ?? 0;
    const mean = (values: readonly number[]) => Math.exp(values.reduce((sum, value) => sum + value, 0) / values.length);
    const firstMs = mean(logs.slice(0, Math.max(5, cut)));
    const restMs = mean(logs.slice(Math.max(5, cut)));
    const firstOfRest = { name: 'firstOfRest', value: firstMs / restMs, unit: 'ratio' as const, n: logs.length };
    // Slow seconds that are like others later on are no warm-up, and have no limit.
    if (cut === 0) return { status: 'pass', evidence: [firstOfRest] };
    const evidence = [{ ...firstOfRest, limit: 1.25 }];
    if (firstMs < 1.25 * restMs) return { status: 'pass', evidence };
    const cutMs = cut * series.windowMs;
    // What there was of a warm-up was too short by that.
    const warmUp = `${Math.ceil(((load?.warmUp?.durationMs ?? 0) + cutMs) / 1_000)}s`;
    return {
      status: 'note',
      values: { cutMs, rateRps: first.toRps, firstMs, restMs, warmUp },
      evidence,
      experiments: [{ why: 'warm-up', change: { options: { warmup: warmUp } } }],
    };
  },
});
