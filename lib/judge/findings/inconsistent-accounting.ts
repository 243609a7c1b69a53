import { defineFinding, notApplicable } from '../../model/finding.ts';

export default defineFinding({
  id: 'inconsistent-accounting',
  check: 'V18',
  needs: ['accounting', 'run', 'provenance'],
  judge: ({ accounting: { scheduled, missing, basis }, run: { ending }, provenance: { source } }) => {
    if (basis === 'derived') return notApplicable('foreign');
    if (scheduled === null || missing === null) return notApplicable('no-schedule');
    if (ending.kind !== 'completed') return notApplicable('cut-short');
    if (source === 'none') return notApplicable('no-samples');
    if (missing === 0)
      return { status: 'pass', evidence: [{ name: 'missing', value: 0, unit: 'count', n: scheduled }] };
    return {
      status: Math.abs(missing) > 0.01 * scheduled ? 'invalid' : 'suspect',
      variant: missing > 0 ? 'missing' : 'surplus',
      values: { scheduled, difference: Math.abs(missing) },
      evidence: [{ name: 'missing', value: missing, unit: 'count', n: scheduled, limit: 0 }],
    };
  },
});
