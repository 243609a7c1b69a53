import { defineFinding } from '../../model/finding.ts';

export default defineFinding({
  id: 'no-samples',
  check: 'V03',
  needs: ['accounting', 'latency', 'objectives', 'provenance'],
  judge: ({ accounting: { started, unfinished }, latency, objectives: { checks, thresholds }, provenance }) => {
    const { n } = latency.requests;
    const evidence = n === null ? [] : [{ name: 'requests', value: n, unit: 'count' as const, limit: 1 }];
    // null: the files lack the count, not the requests.
    if (n !== 0 && started !== 0) return { status: 'pass', evidence };
    // Requests that never ended have no sample: that the target did not answer is no fault of the measurement.
    if (started !== 0 && (unfinished ?? 0) > 0) return { status: 'pass', evidence };
    const checked = checks.reduce((sum, { passes, fails }) => sum + passes + fails, 0);
    // A summary may lack the count behind a value.
    const isMeasured = thresholds.some((one) => (one.n === null ? Boolean(one.value) : one.n > 0));
    const iterations = latency.journeys?.n ?? 0;
    // A script without HTTP (WebSocket, gRPC, a browser) is judged by what it has; iterations alone may have done
    // nothing.
    if (started === null && (checked > 0 || isMeasured || provenance.otherMetrics.length > 0)) {
      return { status: 'note', variant: 'no-http', values: { checks: checked, iterations }, evidence };
    }
    return {
      status: 'invalid',
      variant: started === null ? 'unknown' : 'counted',
      values: { started, hasCount: n !== null, requests: n },
      evidence,
    };
  },
});
