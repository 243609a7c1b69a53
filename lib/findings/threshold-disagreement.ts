import { defineFinding, notApplicable, passes } from '../contract/finding.ts';

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
      what: '{{#list differing}}{{metric}} {{expression}}: k6는 {{#if isOk}}충족{{else}}미충족{{/if}}, 표본은 {{#if holds}}충족{{else}}미충족{{/if}}{{/list}}으로 서로 다릅니다',
      why: '둘 다 같은 표본에서 계산합니다. 한쪽이 표본을 다 보지 못했습니다.',
      advice: '실행 폴더의 summary.json과 samples.csv.gz를 견주어 보십시오.',
    },
  },
  judge: ({ thresholds, ending, source, mismatch }) => {
    if (source !== 'samples' || thresholds.length === 0) return notApplicable('no-samples');
    // Files of two runs are another finding.
    if (ending.kind !== 'completed' || mismatch !== null) return notApplicable('cut-short');
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
