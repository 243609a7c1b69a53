import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

/** Of another's script some may be meant: more than this of its iterations are not. */
const foreignShare = 0.01;

export default defineFinding({
  id: 'script-exceptions',
  needs: ['accounting', 'provenance', 'latency'],
  judge: ({ accounting, provenance: { log }, latency: { journeys } }) => {
    if (accounting.exceptions === null) {
      const exceptions = log?.exceptions ?? null;
      if (exceptions === null) return notApplicable('foreign');
      if (exceptions === 0) return passes;
      const ended = journeys?.n ?? accounting.started ?? 0;
      return {
        status: exceptions > foreignShare * ended ? 'invalid' : 'suspect',
        variant: 'logged',
        values: { exceptions, ended },
        evidence: [{ name: 'exceptions', value: exceptions, unit: 'count', n: ended, limit: 0 }],
      };
    }
    const { exceptions, started } = accounting;
    if (exceptions === 0) return passes;
    return {
      status: 'invalid',
      variant: 'counted',
      values: { exceptions, started },
      evidence: [{ name: 'exceptions', value: exceptions, unit: 'count', n: started, limit: 0 }],
    };
  },
});
