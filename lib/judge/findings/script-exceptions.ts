import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'script-exceptions',
  needs: ['accounting'],
  judge: ({ accounting: { exceptions, started } }) => {
    if (exceptions === null) return notApplicable('foreign');
    if (exceptions === 0) return passes;
    return {
      status: 'invalid',
      variant: started === null ? 'logged' : 'counted',
      values: { exceptions, started },
      evidence: [
        { name: 'exceptions', value: exceptions, unit: 'count', ...(started === null ? {} : { n: started }), limit: 0 },
      ],
    };
  },
});
