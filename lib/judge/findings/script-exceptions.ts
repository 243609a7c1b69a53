import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

/** More than this of another script's iterations that end in an exception is not the load that was meant. */
const foreignShare = 0.01;

export default defineFinding({
  id: 'script-exceptions',
  needs: ['accounting', 'latency'],
  judge: ({ accounting: { exceptions, started, basis }, latency: { journeys } }) => {
    if (exceptions === null) return notApplicable('foreign');
    if (exceptions === 0) return passes;
    const isCounted = basis === 'counted' && started !== null;
    const n = isCounted ? started : (journeys?.n ?? null);
    const evidence = [{ name: 'exceptions', value: exceptions, unit: 'count' as const, n, limit: 0 }];
    if (isCounted) return { status: 'invalid', variant: 'counted', values: { exceptions, started }, evidence };
    return {
      status: exceptions > foreignShare * (n ?? 0) ? 'invalid' : 'suspect',
      variant: 'logged',
      values: { exceptions, ended: n },
      evidence,
    };
  },
});
