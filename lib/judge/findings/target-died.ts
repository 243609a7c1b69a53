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
    if (kind === 'target-died') return { status: 'invalid', values: { detail } };
    return origin === 'foreign' ? notApplicable('foreign') : passes;
  },
});
