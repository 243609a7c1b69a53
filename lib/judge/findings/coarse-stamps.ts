import { defineFinding, notApplicable } from '../../model/finding.ts';

const coarseMs = 1_000;

export default defineFinding({
  id: 'coarse-stamps',
  needs: ['provenance'],
  judge: ({ provenance: { stampMs } }) => {
    if (stampMs === null) return notApplicable('no-samples');
    const evidence = [{ name: 'stamp', value: stampMs, unit: 'ms' as const, limit: coarseMs }];
    return stampMs >= coarseMs ? { status: 'note', values: {}, evidence } : { status: 'pass', evidence };
  },
});
