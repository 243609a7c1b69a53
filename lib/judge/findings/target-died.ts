import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'target-died',
  check: 'V18',
  needs: ['run'],
  judge: ({
    run: {
      ending: { kind, detail },
      origin,
    },
  }) => {
    // The measurement is as good as it was until then; a target that does not outlive its load has failed.
    if (kind === 'target-died') return { status: 'fail', values: { detail } };
    return origin === 'foreign' ? notApplicable('foreign') : passes;
  },
});
