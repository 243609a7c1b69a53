import { defineFinding, notApplicable } from '../../model/finding.ts';

const minErrorRatio = 0.02;
const fastRatio = 0.5;

export default defineFinding({
  id: 'fast-failures',
  check: 'V11',
  needs: ['latency'],
  judge: ({
    latency: {
      requests: { n, failed, okLatency, failedLatency },
    },
  }) => {
    if (n === 0 || (okLatency === null && failedLatency === null)) return notApplicable('no-samples');
    if (failed === null) return notApplicable('foreign');
    const ratio = failed / n;
    const evidence = [{ name: 'failedRequests', value: ratio, unit: 'ratio' as const, n, limit: minErrorRatio }];
    if (failedLatency === null || ratio <= minErrorRatio) return { status: 'pass', evidence };
    const failedP50Ms = failedLatency.p50Ms ?? 0;
    // Nothing worked: whatever a latency objective makes of it, the target failed.
    if (okLatency === null) return { status: 'fail', variant: 'all', values: { n, failedP50Ms }, evidence };
    const okP50Ms = okLatency.p50Ms ?? 0;
    if (failedP50Ms >= fastRatio * okP50Ms) return { status: 'pass', evidence };
    return {
      // It speaks of the target, whose figures look better than they are.
      status: 'note',
      variant: 'faster',
      values: { n, failed, ratio, failedP50Ms, okP50Ms },
      evidence: [
        ...evidence,
        { name: 'failedP50', value: failedP50Ms, unit: 'ms', n: failed },
        { name: 'okP50', value: okP50Ms, unit: 'ms', n: n - failed },
      ],
    };
  },
});
