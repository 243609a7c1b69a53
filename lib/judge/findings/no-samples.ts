import { defineFinding } from '../../model/finding.ts';

export default defineFinding({
  id: 'no-samples',
  check: 'V03',
  needs: ['accounting', 'requests'],
  texts: {
    en: {
      title: 'There is something to judge',
      what: {
        counted:
          '{{n started "journey" "journeys"}} started and {{n requests "request was" "requests were"}} answered or failed',
        unknown: 'Not one request is in the figures',
      },
      why: 'A run without samples says nothing, and k6 lets every threshold on it pass.',
      advice: 'Look at what k6 said, and try one journey with: caseload try',
    },
    ko: {
      title: '판단할 데이터가 있는가',
      what: {
        counted: '시작된 여정이 {{count started}}건, 응답을 받았거나 실패한 요청이 {{count requests}}건입니다',
        unknown: '집계된 요청이 하나도 없습니다',
      },
      why: '표본이 없는 실행에서는 아무것도 알 수 없지만, k6는 모든 임계값을 통과시킵니다.',
      advice: 'k6의 메시지를 확인하고, caseload try로 여정 하나를 시험해 보십시오.',
    },
  },
  judge: ({ accounting: { started }, requests: { n } }) => {
    if (n > 0 && started !== 0) return { status: 'pass', evidence: [{ name: 'requests', value: n, unit: 'count' }] };
    return {
      status: 'invalid',
      variant: started === null ? 'unknown' : 'counted',
      values: { started, requests: n },
      evidence: [{ name: 'requests', value: n, unit: 'count', limit: 1 }],
    };
  },
});
