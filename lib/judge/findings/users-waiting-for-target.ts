import { defineFinding, notApplicable, passes } from '../../model/finding.ts';
import { busyBecause } from './drop-blame.ts';

export default defineFinding({
  id: 'users-waiting-for-target',
  check: 'V01',
  needs: ['accounting', 'load', 'run', 'latency'],
  isDiagnosis: true,
  judge: ({ accounting: { droppedByTarget, scheduled }, load, run, latency }) => {
    const because = busyBecause({ load, run, latency });
    const vus = load?.virtualUsers?.count ?? null;
    if (vus === null || scheduled === null || droppedByTarget === null) return notApplicable('foreign');
    if (droppedByTarget === 0) return passes;
    const evidence = [
      { name: 'droppedByTarget', value: droppedByTarget / scheduled, unit: 'ratio' as const, n: scheduled, limit: 0 },
    ];
    const values = { dropped: droppedByTarget, scheduled, vus };
    if (because.kind === 'target') return { status: 'note', variant: 'target', values, evidence };
    const { kind: variant, neededVus: needed } = because;
    return {
      status: 'suspect',
      variant,
      values: { ...values, needed },
      evidence,
      experiments: [{ why: 'more-users', change: { options: { vus: String(needed) } } }],
    };
  },
});
