import { defineFinding, notApplicable } from '../../model/finding.ts';
import { binomialUpperTail } from '../../stats/binomial.ts';
import { limitedRequests } from './generator-limit.ts';

/** An outage: for so long at least, so many of the requests failed, of so many at least. */
const minMs = 2_000;
const minRatio = 0.5;
const minRequests = 5;
/** Failures all over the load are no outage: they show in every total. */
const maxTotalRatio = 0.1;
/** So unlikely where requests fail at random throughout. */
const chance = 1e-6;

export default defineFinding({
  id: 'outage',
  needs: ['series', 'latency', 'run', 'provenance'],
  judge: ({ series: { windows }, latency: { requests }, run: { ending }, provenance }) => {
    if (windows === null || requests.n === null || requests.failed === null) return notApplicable('no-samples');
    if (ending.kind !== 'completed') return notApplicable('cut-short');
    if (limitedRequests(provenance) > 0) return notApplicable('generator-limit');
    const total = requests.failed / Math.max(1, requests.n);
    const evidence = [
      { name: 'failedRequests', value: total, unit: 'ratio' as const, n: requests.n, limit: maxTotalRatio },
    ];
    const { n, failed } = windows.requests;
    const worst = stretchesOf(n, failed)
      .filter((one) => (one.to - one.from) * windows.windowMs >= minMs && one.n >= minRequests)
      .filter((one) => binomialUpperTail(one.failed, one.n, total) <= chance)
      .at(-1);
    if (worst === undefined || total >= maxTotalRatio) return { status: 'pass', evidence };
    const isAtEnd = n.slice(worst.to).every((count) => count === 0);
    return {
      // What does not work when the load ends has not survived it, no matter how well it began.
      status: isAtEnd ? 'fail' : 'note',
      variant: isAtEnd ? 'end' : 'during',
      values: {
        fromSeconds: Math.round((worst.from * windows.windowMs) / 1_000),
        seconds: Math.round(((worst.to - worst.from) * windows.windowMs) / 1_000),
        failed: worst.failed,
        n: worst.n,
        total,
      },
      evidence,
    };
  },
});

interface Stretch {
  /** Windows, the last one excluded. */
  readonly from: number;
  readonly to: number;
  readonly n: number;
  readonly failed: number;
}

/** Windows one after the other in each of which half of the requests failed, or none were sent in between. */
function stretchesOf(n: readonly number[], failed: readonly number[]): Stretch[] {
  const stretches: Stretch[] = [];
  let open: Stretch | undefined;
  for (const [window, count] of n.entries()) {
    if (count === 0) continue;
    const events = failed[window] ?? 0;
    if (events < minRatio * count) {
      open = undefined;
      continue;
    }
    if (open !== undefined) stretches.pop();
    const { from, n: before, failed: failedBefore } = open ?? { from: window, n: 0, failed: 0 };
    open = { from, to: window + 1, n: before + count, failed: failedBefore + events };
    stretches.push(open);
  }
  return stretches;
}
