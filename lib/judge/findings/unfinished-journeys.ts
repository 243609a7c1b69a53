import { defineFinding, notApplicable } from '../../model/finding.ts';

export default defineFinding({
  id: 'unfinished-journeys',
  check: 'V18',
  needs: ['accounting', 'run', 'latency', 'load'],
  judge: ({ accounting: { unfinished, started }, run: { ending }, latency: { steps }, load }) => {
    if (unfinished === null || started === null) return notApplicable('foreign');
    // In a run that was stopped, open journeys were cut by the user, which is another finding.
    if (ending.kind !== 'completed') return notApplicable('cut-short');
    const ratio = started === 0 ? 0 : unfinished / started;
    const evidence = [{ name: 'unfinished', value: ratio, unit: 'ratio' as const, n: started, limit: 0 }];
    if (unfinished === 0) return { status: 'pass', evidence };
    const where = steps.flatMap((step) => (step.unfinished ? [{ step: step.name, count: step.unfinished }] : []));
    return {
      // They are the target's fault: the measurement knows how long they had been open, and counts them as failed.
      status: 'note',
      values: { unfinished, started, graceMs: load?.gracefulStopMs ?? 30_000, where },
      evidence,
    };
  },
});
