import { samplesForQuantile } from '../../contract/objective.ts';
import { defineFinding, notApplicable } from '../../model/finding.ts';
import type { Latency } from '../../model/result.ts';
import { limitedRequests } from './generator-limit.ts';

const minErrorRatio = 0.02;
const fastRatio = 0.5;

export default defineFinding({
  id: 'fast-failures',
  check: 'V11',
  needs: ['latency', 'provenance'],
  judge: ({
    latency: {
      requests: { n: all, failed, unknown, okLatency, failedLatency },
    },
    provenance,
  }) => {
    if (limitedRequests(provenance) > 0) return notApplicable('generator-limit');
    const n = (all ?? 0) - unknown;
    if (n === 0 || failed === null) return notApplicable('no-samples');
    const ratio = failed / n;
    const evidence = [{ name: 'failedRequests', value: ratio, unit: 'ratio' as const, n, limit: minErrorRatio }];
    const failedP50Ms = medianOf(failedLatency);
    // Nothing worked: the target failed, no matter what a latency objective says.
    if (failed === n) {
      const hasMedian = failedP50Ms !== null;
      return { status: 'fail', variant: 'all', values: { n, hasMedian, failedP50Ms }, evidence };
    }
    if (ratio <= minErrorRatio) return { status: 'pass', evidence };
    if (failedLatency === null || okLatency === null) return notApplicable('no-samples');
    const okP50Ms = medianOf(okLatency);
    if (failedP50Ms === null || okP50Ms === null) return { status: 'pass', evidence };
    if (failedP50Ms >= fastRatio * okP50Ms) return { status: 'pass', evidence };
    return {
      // It is about the target, whose figures look better than they are.
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

/** null of so few that a report shows none. */
const medianOf = (latency: Latency | null): number | null =>
  latency === null || (latency.n ?? 0) < samplesForQuantile(0.5) ? null : latency.p50Ms;
