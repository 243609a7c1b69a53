import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'script-exceptions',
  needs: ['accounting'],
  texts: {
    en: {
      title: 'The script threw no exception',
      what: '{{count exceptions}} of {{n started "started journey" "started journeys"}} ended in an exception of the script',
      why: 'k6 counts such an iteration as complete and exits 0; the load was not the one that was planned.',
      advice: 'The stack is in k6.log in the run folder; mend the scenario.',
    },
    ko: {
      title: '스크립트에서 예외가 나지 않았는가',
      what: '시작된 여정 {{count started}}건 가운데 {{count exceptions}}건이 스크립트의 예외로 끝났습니다',
      why: 'k6는 이런 반복도 완료로 세고 종료 코드 0으로 끝납니다. 계획한 부하가 아니었습니다.',
      advice: '스택 트레이스는 실행 폴더의 k6.log에 있습니다. 시나리오를 고치십시오.',
    },
  },
  judge: ({ accounting: { exceptions, started } }) => {
    if (exceptions === null) return notApplicable('foreign');
    if (exceptions === 0) return passes;
    return {
      status: 'invalid',
      values: { exceptions, started },
      evidence: [{ name: 'exceptions', value: exceptions, unit: 'count', n: started ?? 0, limit: 0 }],
    };
  },
});
