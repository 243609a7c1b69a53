import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'mismatched-files',
  needs: ['provenance'],
  judge: ({ provenance: { mismatch, hasSummary, source } }) => {
    if (!hasSummary || source !== 'samples') return notApplicable('no-samples');
    if (mismatch === null) return passes;
    const { metric, inSummary, inSamples } = mismatch;
    return {
      status: 'invalid',
      values: { metric, inSummary, inSamples },
      evidence: [{ name: 'inSamples', value: inSamples, unit: 'count', limit: inSummary }],
    };
  },
});
