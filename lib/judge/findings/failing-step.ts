import { defineFinding, notApplicable } from '../../model/finding.ts';

const leastShare = 0.01;

export default defineFinding({
  id: 'failing-step',
  needs: ['latency', 'accounting'],
  judge: ({ latency: { steps }, accounting: { scheduled } }) => {
    const losses = steps.map((step) => ({ step, lost: step.failed + (step.unfinished ?? 0) }));
    const worst = losses.toSorted((a, b) => b.lost - a.lost)[0];
    if (worst === undefined || worst.step.attempted + (worst.step.unfinished ?? 0) === 0)
      return notApplicable('no-samples');
    const { step, lost } = worst;
    const tried = step.attempted + (step.unfinished ?? 0);
    const evidence = [{ name: 'lostAtStep', value: lost / tried, unit: 'ratio' as const, n: tried, limit: leastShare }];
    if (lost / tried <= leastShare) return { status: 'pass', evidence };
    return {
      status: 'note',
      values: {
        step: step.name,
        lost: step.failed,
        attempted: step.attempted,
        ratio: step.attempted === 0 ? 0 : step.failed / step.attempted,
        unfinished: step.unfinished ?? 0,
        causes: step.causes.map((one) => ({ ...one })),
        share: scheduled === null ? 0 : lost / scheduled,
      },
      evidence,
    };
  },
});
