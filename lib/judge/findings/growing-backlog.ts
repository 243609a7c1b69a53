import { defineFinding, notApplicable } from '../../model/finding.ts';
import { backlogOf, maxP, plateausOf } from './plateaus.ts';

export default defineFinding({
  id: 'growing-backlog',
  check: 'V08',
  needs: ['series', 'accounting'],
  isDiagnosis: true,
  judge: ({ series: { stages, windows }, accounting }) => {
    if (windows === null || accounting.basis === 'derived') return notApplicable('no-samples');
    const plateaus = plateausOf(stages);
    if (plateaus.length === 0) return notApplicable('no-plateau');
    const looked = plateaus.flatMap((stage) => {
      const backlog = backlogOf(windows, stage);
      return backlog ? [{ rateRps: stage.toRps, durationMs: stage.durationMs, ...backlog }] : [];
    });
    if (looked.length === 0) return notApplicable('too-short');
    const growing = looked.filter(({ grows }) => grows);
    const evidence = looked.map(({ pRising, durationMs }) => ({
      name: 'pRising',
      value: pRising,
      unit: 'ratio' as const,
      n: durationMs / windows.windowMs,
      limit: maxP,
    }));
    if (growing.length === 0) return { status: 'pass', evidence };
    // It is about the target, which takes less than it is given.
    const experiments = [{ why: 'lower-rate', change: { scaleBy: 0.5 } }] as const;
    return { status: 'note', values: { growing }, evidence, experiments };
  },
});
