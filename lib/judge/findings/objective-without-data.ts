import { defineFinding, passes } from '../../model/finding.ts';
import { objectiveValues } from './objective-values.ts';

export default defineFinding({
  id: 'objective-without-data',
  check: 'V03',
  needs: ['objectives'],
  judge: ({ objectives: { results: objectives } }) => {
    const lacking = objectives.filter(({ status, n, neededN }) => status === 'NO_DATA' && n !== null && n < neededN);
    if (lacking.length === 0) return passes;
    return {
      // The verdict on the objectives says NO_DATA; the measurement itself is not to blame.
      status: 'note',
      values: {
        lacking: lacking.map(({ objective, n, neededN }) => ({ ...objectiveValues(objective), n, needed: neededN })),
      },
      evidence: [
        { name: 'objectivesWithoutData', value: lacking.length, unit: 'count', n: objectives.length, limit: 0 },
      ],
    };
  },
});
