import { defineFinding, notApplicable } from '../../model/finding.ts';
import type { RunResult } from '../../model/result.ts';
import { countAbove } from './count-above.ts';

const minShare = 0.001;

export default defineFinding({
  id: 'coordinated-omission',
  check: 'V09',
  needs: ['accounting', 'load', 'objectives', 'latency'],
  isDiagnosis: true,
  judge: ({ accounting: { scheduled, dropped, started }, load, objectives, latency }) => {
    const charged = (lost: number) => chargedShare(lost, objectives.results, latency);
    if (load !== null && !load.executor.endsWith('arrival-rate')) {
      return { status: 'note', variant: 'closed', values: { executor: load.executor } };
    }
    const lost = dropped ?? (scheduled !== null && started !== null ? scheduled - started : null);
    if (scheduled === null || lost === null) return notApplicable('no-schedule');
    const ratio = lost / scheduled;
    const evidence = [{ name: 'dropped', value: ratio, unit: 'ratio' as const, n: scheduled, limit: minShare }];
    if (ratio <= minShare) return { status: 'pass', evidence };
    return {
      status: 'note',
      variant: 'dropped',
      values: { dropped: lost, scheduled, ratio, ...charged(lost) },
      evidence,
    };
  },
});

/**
 * The share of requests above the limit of latency, at the least, if each journey that never started is one request
 * above it: it would have sent one at least. Without a limit nothing is above it.
 */
function chargedShare(
  lost: number,
  objectives: RunResult['objectives']['results'],
  { requests: { n }, distributions }: RunResult['latency'],
) {
  const limit = objectives
    .map(({ objective }) => objective)
    .find((one) => one.kind === 'latency' && one.step === undefined && one.stage === undefined);
  if (limit === undefined || !('belowMs' in limit) || !n) return { charged: 0, limitMs: 0 };
  const above = Math.min(n, countAbove(distributions, limit.belowMs));
  return { charged: (above + lost) / (n + lost), limitMs: limit.belowMs };
}
