import { defineFinding, notApplicable } from '../../model/finding.ts';
import { objectiveValues } from './objective-values.ts';

/** Samples beyond a percentile, so that it stands on more than a few of them. */
const leastBeyond = 10;

export default defineFinding({
  id: 'small-sample',
  check: 'V04',
  needs: ['objectives'],
  texts: {
    en: {
      title: 'Percentiles stand on enough samples',
      what: '{{#list small}}{{objectiveText this}} rests on {{n n "sample" "samples"}}, of which {{count beyond}} {{plural beyond "lies" "lie"}} beyond the percentile{{/list}}',
      why: 'With fewer than 10 samples beyond it, a percentile may be off by more than half of the tail.',
      advice: 'Run longer, or at a higher rate.',
    },
    ko: {
      title: '백분위수의 표본이 충분한가',
      what: '{{#list small}}{{objectiveText this}}: 표본 {{count n}}개, 그중 백분위수를 넘는 것은 {{count beyond}}개뿐{{/list}}입니다',
      why: '백분위수를 넘는 표본이 10개보다 적으면 백분위수가 꼬리의 절반 이상 어긋날 수 있습니다.',
      advice: '더 오래 또는 더 높은 도착률로 실행하십시오.',
    },
  },
  judge: ({ objectives }) => {
    const percentiles = objectives.flatMap(({ objective, n, neededN }) =>
      'percentile' in objective
        ? [{ objective, n, neededN, beyond: Math.floor(n * (1 - objective.percentile / 100) + 1e-9) }]
        : [],
    );
    if (percentiles.length === 0) return notApplicable('no-limits');
    // Below what it needs it is NO_DATA, which is another finding.
    const judged = percentiles.filter(({ n, neededN }) => n >= neededN);
    if (judged.length === 0) return notApplicable('too-short');
    const small = judged.filter(({ beyond }) => beyond < leastBeyond);
    const least = Math.min(...judged.map(({ beyond }) => beyond));
    const evidence = [{ name: 'samplesBeyond', value: least, unit: 'count' as const, limit: leastBeyond }];
    return small.length === 0
      ? { status: 'pass', evidence }
      : {
          status: 'note',
          values: { small: small.map(({ objective, n, beyond }) => ({ ...objectiveValues(objective), n, beyond })) },
          evidence,
        };
  },
});
