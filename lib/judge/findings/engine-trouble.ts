import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'engine-trouble',
  needs: ['ending', 'origin'],
  texts: {
    en: {
      title: 'k6 could carry the load out',
      what: 'The load could not be carried out: {{detail}}',
      why: 'What was planned is not in the figures, or a part of it only.',
      advice: {
        'not-started': 'Correct that and repeat the run; no load was sent.',
        broke: 'The words of k6 are in k6.log in the run folder. See also: caseload doctor',
      },
    },
    ko: {
      title: 'k6가 부하를 끝까지 실행했는가',
      what: '부하를 제대로 실행하지 못했습니다: {{detail}}',
      why: '계획한 부하가 수치에 전혀 없거나 일부만 있습니다.',
      advice: {
        'not-started': '원인을 고치고 다시 실행하십시오. 부하는 전혀 보내지 않았습니다.',
        broke: 'k6의 메시지는 실행 폴더의 k6.log에 있습니다. caseload doctor도 실행해 보십시오.',
      },
    },
  },
  judge: ({ ending: { kind, detail }, origin }) => {
    if (kind === 'engine-trouble' || kind === 'not-started') {
      return { status: 'invalid', variant: kind === 'not-started' ? kind : 'broke', values: { detail } };
    }
    return origin === 'foreign' ? notApplicable('foreign') : passes;
  },
});
