import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'run-cut-short',
  check: 'V18',
  needs: ['run'],
  judge: ({
    run: {
      ending: { kind, detail },
      origin,
    },
  }) => {
    // Its objectives so far are measured, but the rest of the load is not.
    if (kind === 'objective-failed') return { status: 'suspect', values: { detail } };
    if (kind === 'interrupted' || kind === 'aborted') return { status: 'invalid', values: { detail } };
    return origin === 'foreign' ? notApplicable('foreign') : passes;
  },
});
