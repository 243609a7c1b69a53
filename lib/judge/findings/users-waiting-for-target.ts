import { defineFinding, notApplicable, passes } from '../../model/finding.ts';
import { defaultMaxVus } from '../../model/plan.ts';

export default defineFinding({
  id: 'users-waiting-for-target',
  check: 'V01',
  needs: ['accounting', 'load'],
  judge: ({ accounting: { droppedByTarget, scheduled }, load }) => {
    const vus = load?.virtualUsers ?? null;
    if (vus === null || scheduled === null || droppedByTarget === null) return notApplicable('foreign');
    if (droppedByTarget === 0) return passes;
    const isOwnChoice = vus.chosen || vus.count < defaultMaxVus;
    const isTooFew = isOwnChoice && vus.count < vus.wanted;
    return {
      status: isTooFew ? 'suspect' : 'note',
      variant: isTooFew ? 'chosen' : 'target',
      values: { dropped: droppedByTarget, scheduled, vus: vus.count, wanted: vus.wanted },
      evidence: [
        { name: 'droppedByTarget', value: droppedByTarget / scheduled, unit: 'ratio', n: scheduled, limit: 0 },
      ],
      experiments: isTooFew ? [] : [{ why: 'lower-rate', words: ['--scale', '0.5'] }],
    };
  },
});
