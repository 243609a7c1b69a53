import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'log-messages',
  needs: ['log'],
  texts: {
    en: {
      title: 'k6 complained of nothing',
      what: 'k6 logged {{n errors "error" "errors"}} and {{n warnings "warning" "warnings"}}, most often: {{text}} ({{count count}} ×)',
      why: 'What k6 complains of is not always in its figures or its exit code.',
      advice: 'Read k6.log in the run folder.',
    },
    ko: {
      title: 'k6가 남긴 경고나 오류가 없는가',
      what: 'k6가 오류 {{count errors}}건과 경고 {{count warnings}}건을 기록했습니다. 가장 많은 것은 다음과 같습니다({{count count}}번): {{text}}',
      why: 'k6의 경고와 오류가 수치나 종료 코드에 항상 드러나지는 않습니다.',
      advice: '실행 폴더의 k6.log를 확인하십시오.',
    },
  },
  judge: ({ log }) => {
    if (log === null) return notApplicable('foreign');
    const [first] = log.messages;
    if (first === undefined) return passes;
    return {
      status: 'note',
      values: { errors: log.errors, warnings: log.warnings, text: first.text, count: first.count },
      evidence: [
        { name: 'logErrors', value: log.errors, unit: 'count', limit: 0 },
        { name: 'logWarnings', value: log.warnings, unit: 'count', limit: 0 },
      ],
    };
  },
});
