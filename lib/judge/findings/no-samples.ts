import { defineFinding, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'no-samples',
  check: 'V03',
  needs: ['accounting', 'latency', 'objectives'],
  judge: ({ accounting: { started }, latency: { requests, journeys }, objectives: { checks } }) => {
    const { n } = requests;
    // A script may have no HTTP by design (WebSocket, gRPC, a browser): its iterations and checks are data.
    const hasOthers = started === null && (journeys !== null || checks.length > 0);
    if (n === null || hasOthers) return passes;
    if (n > 0 && started !== 0) return { status: 'pass', evidence: [{ name: 'requests', value: n, unit: 'count' }] };
    return {
      status: 'invalid',
      variant: started === null ? 'unknown' : 'counted',
      values: { started, requests: n },
      evidence: [{ name: 'requests', value: n, unit: 'count', limit: 1 }],
    };
  },
});
