import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'same-host',
  check: 'V12',
  needs: ['run'],
  judge: ({ run: { sameHost } }) => {
    if (sameHost === null) return notApplicable('foreign');
    return sameHost ? { status: 'note', values: {} } : passes;
  },
});
