import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'truncated-samples',
  check: 'V18',
  needs: ['provenance', 'run'],
  judge: ({ provenance: { isTruncated, recorded, source, inputs }, run: { ending } }) => {
    // Of a foreign run there may be a summary alone.
    if (recorded === 'none' || (source !== 'samples' && !isTruncated)) return notApplicable('no-samples');
    if (ending.kind !== 'completed') return notApplicable('cut-short');
    const file = inputs.find(({ rows }) => rows !== null)?.name ?? 'samples.csv.gz';
    return isTruncated ? { status: 'invalid', values: { file } } : passes;
  },
});
