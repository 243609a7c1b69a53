import { defineFinding, notApplicable, passes } from '../../model/finding.ts';
import type { RunResult } from '../../model/result.ts';

/** A few requests that never left the generator spoil nothing. */
const invalidShare = 0.01;

export default defineFinding({
  id: 'generator-limit',
  needs: ['provenance', 'latency'],
  judge: ({ provenance, latency: { requests } }) => {
    if (provenance.log === null) return notApplicable('foreign');
    const [first] = limitsOf(provenance);
    if (first === undefined) return passes;
    const [variant, count] = first;
    const total = limitedRequests(provenance);
    const n = Math.max(requests.n ?? 0, total);
    const ratio = total / n;
    return {
      status: ratio > invalidShare ? 'invalid' : 'suspect',
      variant,
      values: { count, n, ratio },
      evidence: [{ name: 'limitedRequests', value: ratio, unit: 'ratio', n, limit: invalidShare }],
    };
  },
});

/** Kinds of limits that were reached, the most frequent first. */
const limitsOf = ({ log }: Pick<RunResult['provenance'], 'log'>) =>
  Object.entries(log?.limits ?? {}).sort(([, a], [, b]) => b - a);

/** Requests that never left the generator: their failures are not the target's. */
export const limitedRequests = (provenance: Pick<RunResult['provenance'], 'log'>): number =>
  limitsOf(provenance).reduce((sum, [, count]) => sum + count, 0);
