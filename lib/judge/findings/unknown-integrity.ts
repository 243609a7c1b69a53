import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'unknown-integrity',
  needs: ['objectives'],
  judge: ({ objectives: { integrity, integrityTrouble } }) => {
    if (integrityTrouble !== null) return { status: 'invalid', values: { trouble: integrityTrouble } };
    return integrity === null ? notApplicable('no-signal') : passes;
  },
});
