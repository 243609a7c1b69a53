import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'threshold-disagreement',
  needs: ['objectives', 'run', 'provenance'],
  judge: ({ objectives: { thresholds }, run: { ending }, provenance: { source, mismatch, inputs } }) => {
    if (source !== 'samples' || thresholds.length === 0) return notApplicable('no-samples');
    if (ending.kind !== 'completed') return notApplicable('cut-short');
    // Files of two runs are another finding.
    if (mismatch !== null) return notApplicable('foreign');
    // So is a summary of one runner beside the samples of several.
    if (inputs.filter(({ rows }) => rows !== null).length > 1) return notApplicable('foreign');
    const differing = thresholds.filter(({ isOk, holds }) => holds !== null && holds !== isOk);
    if (differing.length === 0) return passes;
    return {
      status: 'suspect',
      values: {
        differing: differing.map(({ metric, expression, isOk, holds }) => ({ metric, expression, isOk, holds })),
      },
      evidence: [
        { name: 'differingThresholds', value: differing.length, unit: 'count', n: thresholds.length, limit: 0 },
      ],
    };
  },
});
