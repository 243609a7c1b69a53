import { defineFinding, notApplicable } from '../../model/finding.ts';

export default defineFinding({
  id: 'inconsistent-accounting',
  check: 'V18',
  needs: ['accounting', 'run', 'provenance'],
  judge: ({ accounting: { scheduled, started, missing, basis }, run: { ending }, provenance: { source } }) => {
    // Of another script the journeys that never began are in the account; here, those that it says nothing of.
    if (basis === 'derived' && (started !== null || missing === null)) return notApplicable('foreign');
    if (scheduled === null || missing === null) return notApplicable('no-schedule');
    if (ending.kind !== 'completed') return notApplicable('cut-short');
    if (source === 'none') return notApplicable('no-samples');
    // k6 leaves out the iteration that is due at the very end of a script's stages.
    const isLast = basis === 'derived' && missing === 1 && scheduled > 20;
    if (missing === 0 || isLast)
      return { status: 'pass', evidence: [{ name: 'missing', value: missing, unit: 'count', n: scheduled }] };
    const evidence = [{ name: 'missing', value: missing, unit: 'count' as const, n: scheduled, limit: 0 }];
    const values = { scheduled, difference: Math.abs(missing) };
    if (basis === 'derived')
      return { status: 'suspect', variant: missing > 0 ? 'unseen' : 'surplus', values, evidence };
    return {
      status: Math.abs(missing) > 0.01 * scheduled ? 'invalid' : 'suspect',
      variant: missing > 0 ? 'missing' : 'surplus',
      values,
      evidence,
    };
  },
});
