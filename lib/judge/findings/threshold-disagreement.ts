import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'threshold-disagreement',
  needs: ['thresholds', 'ending', 'source', 'mismatch'],
  texts: {
    en: {
      title: "k6's thresholds and the samples agree",
      what: '{{#list differing}}k6 says that {{metric}} {{expression}} {{#if isOk}}holds{{else}}does not hold{{/if}}, the samples say that it {{#if holds}}does{{else}}does not{{/if}}{{/list}}',
      why: 'Both are computed from the same samples: one of them did not see them all.',
      advice: 'Compare summary.json with samples.csv.gz in the run folder.',
    },
    ko: {
      title: 'k6의 임계값과 표본이 일치하는가',
      what: '판정이 서로 다릅니다: {{#list differing}}{{metric}} {{expression}} (k6는 {{#if isOk}}충족{{else}}미충족{{/if}}, 표본은 {{#if holds}}충족{{else}}미충족{{/if}}){{/list}}',
      why: '둘 다 같은 표본으로 계산하므로, 한쪽이 표본을 다 보지 못한 것입니다.',
      advice: '실행 폴더의 summary.json과 samples.csv.gz를 비교해 보십시오.',
    },
  },
  judge: ({ thresholds, ending, source, mismatch }) => {
    if (source !== 'samples' || thresholds.length === 0) return notApplicable('no-samples');
    if (ending.kind !== 'completed') return notApplicable('cut-short');
    // Files of two runs are another finding.
    if (mismatch !== null) return notApplicable('foreign');
    const differing = thresholds.filter(({ isOk, holds }) => holds !== null && holds !== isOk);
    if (differing.length === 0) return passes;
    return {
      status: 'suspect',
      values: {
        differing: differing.map(({ metric, expression, isOk, holds }) => ({ metric, expression, isOk, holds })),
      },
      evidence: [
        { name: 'differingThresholds', value: differing.length, unit: 'count', n: thresholds.length, limit: 0 },
      ],
    };
  },
});
