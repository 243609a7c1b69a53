import { defineFinding, notApplicable } from '../../model/finding.ts';

const minShare = 0.001;

export default defineFinding({
  id: 'censored-latency',
  check: 'V17',
  needs: ['latency', 'load'],
  judge: ({
    latency: {
      requests: { n, timeouts },
    },
    load,
  }) => {
    if (timeouts === null || n === null || n === 0) return notApplicable('no-samples');
    const ratio = timeouts / n;
    const evidence = [{ name: 'timeouts', value: ratio, unit: 'ratio' as const, n, limit: minShare }];
    if (ratio <= minShare) return { status: 'pass', evidence };
    return { status: 'note', values: { n, timeouts, ratio, timeoutMs: load?.requestTimeoutMs ?? 0 }, evidence };
  },
});
