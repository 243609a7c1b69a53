import { defineFinding, notApplicable } from '../../model/finding.ts';

const leastShare = 0.001;

export default defineFinding({
  id: 'coordinated-omission',
  check: 'V09',
  needs: ['accounting', 'load', 'objectives'],
  judge: ({ accounting: { scheduled, dropped, started }, load, objectives: { results: objectives } }) => {
    if (load !== null && !load.executor.endsWith('arrival-rate')) {
      return { status: 'suspect', variant: 'closed', values: { executor: load.executor } };
    }
    const lost = dropped ?? (scheduled !== null && started !== null ? scheduled - started : null);
    if (scheduled === null || lost === null) return notApplicable('no-schedule');
    const ratio = lost / scheduled;
    const evidence = [{ name: 'dropped', value: ratio, unit: 'ratio' as const, n: scheduled, limit: leastShare }];
    if (ratio <= leastShare) return { status: 'pass', evidence };
    const latency = objectives.find(({ objective }) => objective.kind === 'latency');
    const within = latency?.objective.kind === 'latency' ? latency.objective.percentile / 100 : 0;
    // At the least: with a p95 above the limit, a twentieth of those that started are over it, too. Without a limit nothing is over it.
    const charged = latency ? ratio + (latency.status === 'FAIL' ? (1 - ratio) * (1 - within) : 0) : 0;
    return { status: 'note', variant: 'dropped', values: { dropped: lost, scheduled, ratio, charged }, evidence };
  },
});
