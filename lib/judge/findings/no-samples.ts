import { defineFinding } from '../../model/finding.ts';

export default defineFinding({
  id: 'no-samples',
  check: 'V03',
  needs: ['accounting', 'latency'],
  judge: ({
    accounting: { started },
    latency: {
      requests: { n },
    },
  }) => {
    if (n > 0 && started !== 0) return { status: 'pass', evidence: [{ name: 'requests', value: n, unit: 'count' }] };
    return {
      status: 'invalid',
      variant: started === null ? 'unknown' : 'counted',
      values: { started, requests: n },
      evidence: [{ name: 'requests', value: n, unit: 'count', limit: 1 }],
    };
  },
});
