import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'incomparable-baseline',
  check: 'V15',
  needs: ['differences'],
  judge: ({ differences }) => {
    if (differences === null) return notApplicable('no-baseline');
    if (differences.length === 0) return passes;
    return {
      // What was compared although load or host differ was asked for, and is to be doubted.
      status: differences.some(({ kind }) => kind !== 'other') ? 'suspect' : 'note',
      values: { differences: differences.map(({ name, a, b }) => ({ name, a, b })) },
    };
  },
});
