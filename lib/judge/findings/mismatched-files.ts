import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'mismatched-files',
  needs: ['mismatch', 'hasSummary', 'source'],
  texts: {
    en: {
      title: 'Summary and samples are of one run',
      what: "k6's summary has {{count inSummary}} {{metric}}, the samples have {{count inSamples}}",
      why: 'They are of two runs, or one of them is not whole: figures of both must not stand in one report.',
      advice: 'Name the summary and the samples of the same run.',
    },
    ko: {
      title: '요약과 표본이 같은 실행의 것인가',
      what: '{{metric}} 값이 k6 요약에는 {{count inSummary}}건, 표본에는 {{count inSamples}}건입니다',
      why: '서로 다른 실행의 것이거나 한쪽이 온전하지 않습니다. 두 수치를 한 보고서에 함께 쓸 수 없습니다.',
      advice: '같은 실행의 요약과 표본을 지정하십시오.',
    },
  },
  judge: ({ mismatch, hasSummary, source }) => {
    if (!hasSummary || source !== 'samples') return notApplicable('no-samples');
    if (mismatch === null) return passes;
    const { metric, inSummary, inSamples } = mismatch;
    return {
      status: 'invalid',
      values: { metric, inSummary, inSamples },
      evidence: [{ name: 'inSamples', value: inSamples, unit: 'count', limit: inSummary }],
    };
  },
});
