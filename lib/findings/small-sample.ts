import { defineFinding, notApplicable } from '../contract/finding.ts';

/** Samples beyond a percentile, so that it stands on more than a few of them. */
const leastBeyond = 10;

export default defineFinding({
  id: 'small-sample',
  check: 'V04',
  needs: ['objectives'],
  texts: {
    en: {
      title: 'Percentiles stand on enough samples',
      what: '{{#list small}}{{objective}} rests on {{n n "sample" "samples"}}, of which {{count beyond}} {{plural beyond "lies" "lie"}} beyond the percentile{{/list}}',
      why: 'With fewer than 10 samples beyond it, a percentile may be off by more than half of the tail.',
      advice: 'Run longer, or at a higher rate.',
    },
    ko: {
      title: '백분위수의 표본이 충분한가',
      what: '{{#list small}}{{objective}}: 표본 {{count n}}개, 그 백분위수 너머에는 {{count beyond}}개뿐{{/list}}입니다',
      why: '백분위수 너머의 표본이 10개보다 적으면 꼬리의 절반 넘게 어긋날 수 있습니다.',
      advice: '더 오래 또는 더 높은 비율로 실행하십시오.',
    },
  },
  judge: ({ objectives }) => {
    const percentiles = objectives.flatMap(({ objective, text, n, neededN }) =>
      objective.kind === 'latency'
        ? [{ objective: text, n, neededN, beyond: Math.floor(n * (1 - objective.percentile / 100) + 1e-9) }]
        : [],
    );
    if (percentiles.length === 0) return notApplicable('no-limits');
    // Below what it needs it is NO_DATA, which is another finding.
    const small = percentiles.filter(({ n, neededN, beyond }) => n >= neededN && beyond < leastBeyond);
    const least = Math.min(...percentiles.map(({ beyond }) => beyond));
    const evidence = [{ name: 'samplesBeyond', value: least, unit: 'count' as const, limit: leastBeyond }];
    return small.length === 0
      ? { status: 'pass', evidence }
      : {
          status: 'note',
          values: { small: small.map(({ objective, n, beyond }) => ({ objective, n, beyond })) },
          evidence,
        };
  },
});
