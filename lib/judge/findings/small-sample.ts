import { defineFinding, notApplicable } from '../../model/finding.ts';
import { objectiveValues } from './objective-values.ts';

/** Samples needed beyond a percentile, so that it is based on more than a few. */
const minBeyond = 10;

export default defineFinding({
  id: 'small-sample',
  check: 'V04',
  needs: ['objectives'],
  judge: ({ objectives: { results: objectives } }) => {
    const percentiles = objectives.flatMap(({ objective, n, neededN }) =>
      'percentile' in objective && n !== null
        ? [{ objective, n, neededN, beyond: Math.floor(n * (1 - objective.percentile / 100) + 1e-9) }]
        : [],
    );
    if (percentiles.length === 0) return notApplicable('no-limits');
    // Below what it needs it is NO_DATA, which is another finding.
    const judged = percentiles.filter(({ n, neededN }) => n >= neededN);
    if (judged.length === 0) return notApplicable('too-short');
    const small = judged.filter(({ beyond }) => beyond < minBeyond);
    const least = Math.min(...judged.map(({ beyond }) => beyond));
    const evidence = [{ name: 'samplesBeyond', value: least, unit: 'count' as const, limit: minBeyond }];
    return small.length === 0
      ? { status: 'pass', evidence }
      : {
          status: 'note',
          values: { small: small.map(({ objective, n, beyond }) => ({ ...objectiveValues(objective), n, beyond })) },
          evidence,
        };
  },
});
