import { defineFinding, notApplicable } from '../../model/finding.ts';

const invalidShare = 0.01;

export default defineFinding({
  id: 'unfinished-journeys',
  check: 'V18',
  needs: ['accounting', 'run', 'latency', 'load'],
  judge: ({ accounting: { unfinished, started }, run: { ending }, latency: { steps }, load }) => {
    if (unfinished === null || started === null) return notApplicable('foreign');
    // A run that was cut short is another finding.
    if (ending.kind !== 'completed') return notApplicable('cut-short');
    const evidence = [
      {
        name: 'unfinished',
        value: started === 0 ? 0 : unfinished / started,
        unit: 'ratio' as const,
        n: started,
        limit: invalidShare,
      },
    ];
    if (unfinished === 0) return { status: 'pass', evidence };
    const where = steps.flatMap((step) => (step.unfinished ? [{ step: step.name, count: step.unfinished }] : []));
    return {
      status: unfinished > invalidShare * started ? 'invalid' : 'note',
      values: { unfinished, started, graceMs: load?.gracefulStopMs ?? 30_000, where },
      evidence,
      experiments: [{ why: 'lower-rate', words: ['--scale', '0.5'] }],
    };
  },
});
