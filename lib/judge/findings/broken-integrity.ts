import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'broken-integrity',
  needs: ['objectives'],
  judge: ({ objectives: { integrity } }) => {
    if (integrity === null) return notApplicable('no-signal');
    const broken = integrity.checks.filter(({ ok }) => !ok);
    if (broken.length === 0) return passes;
    return {
      status: 'fail',
      values: { broken: broken.map(({ name, actual, expected }) => ({ name, actual, expected })) },
      evidence: broken.map(({ name, actual, expected }) => ({
        name,
        value: actual,
        unit: 'count' as const,
        limit: expected,
      })),
    };
  },
});
