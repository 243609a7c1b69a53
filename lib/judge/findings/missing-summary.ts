import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'missing-summary',
  needs: ['provenance', 'run'],
  judge: ({ provenance: { hasSummary, isSamplesOnly = false }, run: { ending, origin } }) => {
    if (origin === 'foreign') return notApplicable('foreign');
    if (ending.kind !== 'completed') return notApplicable('cut-short');
    return hasSummary || isSamplesOnly ? passes : { status: 'invalid', values: {} };
  },
});
