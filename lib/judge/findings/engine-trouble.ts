import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'engine-trouble',
  needs: ['run'],
  judge: ({
    run: {
      ending: { kind, detail },
      origin,
    },
  }) => {
    if (kind === 'engine-trouble' || kind === 'not-started') {
      return { status: 'invalid', variant: kind === 'not-started' ? kind : 'failed', values: { detail } };
    }
    return origin === 'foreign' ? notApplicable('foreign') : passes;
  },
});
