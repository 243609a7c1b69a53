import { defineFinding, passes } from '../contract/finding.ts';

export default defineFinding({
  id: 'engine-trouble',
  needs: ['ending'],
  texts: {
    en: {
      title: 'k6 could carry the load out',
      what: '{{detail}}',
      why: 'The load was not carried out.',
      advice: {
        'not-started': 'Correct that and repeat the run; no load was sent.',
        broke: 'The words of k6 are in k6.log in the run folder. See also: caseload doctor',
      },
    },
    ko: {
      title: 'k6가 부하를 끝까지 실행했는가',
      what: '{{detail}}',
      why: '계획한 부하가 실행되지 않았습니다.',
      advice: {
        'not-started': '원인을 고치고 다시 실행하십시오. 부하는 전혀 보내지 않았습니다.',
        broke: 'k6가 남긴 말은 실행 폴더의 k6.log에 있습니다. caseload doctor도 참고하십시오.',
      },
    },
  },
  judge: ({ ending: { kind, detail } }) =>
    kind === 'engine-trouble' || kind === 'not-started'
      ? { status: 'invalid', variant: kind === 'not-started' ? kind : 'broke', values: { detail } }
      : passes,
});
