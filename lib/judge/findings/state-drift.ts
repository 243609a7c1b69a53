import { defineFinding, notApplicable } from '../../model/finding.ts';

export default defineFinding({
  id: 'state-drift',
  check: 'V14',
  needs: [],
  texts: {
    en: {
      title: 'The state of the target did not drift',
      what: 'Row counts and table sizes changed by more than the load itself',
      why: 'A target whose tables grew, or whose caches were warm, is another one in the next run.',
      advice: 'Reset its state before each run.',
    },
    ko: {
      title: '대상의 상태가 달라지지 않았는가',
      what: '행 수와 테이블 크기가 부하로 설명되는 것보다 더 많이 바뀌었습니다',
      why: '테이블이 커졌거나 캐시가 채워진 대상은 다음 실행에서는 다른 대상이나 마찬가지입니다.',
      advice: '실행하기 전마다 상태를 초기화하십시오.',
    },
  },
  judge: () => notApplicable('no-signal'),
});
