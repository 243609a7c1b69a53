import { defineFinding, notApplicable } from '../../model/finding.ts';

export default defineFinding({
  id: 'cost-by-step',
  needs: ['latency'],
  isDiagnosis: true,
  judge: ({ latency: { steps } }) => {
    const measured = steps.flatMap(({ name, latency }) =>
      latency?.meanMs == null || latency.n === null
        ? []
        : [{ step: name, n: latency.n + latency.unfinished, meanMs: latency.meanMs }],
    );
    if (steps.length === 1) return notApplicable('one-step');
    if (measured.length < 2) return notApplicable('no-samples');
    if (steps.some(({ latency }) => latency?.atLeast.includes('meanMs'))) return notApplicable('lower-bound');
    const totalMs = measured.reduce((sum, { n, meanMs }) => sum + n * meanMs, 0);
    const costs = measured
      .map((one) => ({ ...one, share: (one.n * one.meanMs) / totalMs }))
      .sort((a, b) => b.share - a.share);
    const [most] = costs;
    if (most === undefined || totalMs === 0) return notApplicable('no-samples');
    return {
      status: 'note',
      values: { costs, step: most.step },
      evidence: costs.map(({ step, share, n }) => ({ name: step, value: share, unit: 'ratio' as const, n })),
    };
  },
});
