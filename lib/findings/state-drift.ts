import { defineFinding, notApplicable } from '../contract/finding.ts';

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
      what: '행 수와 테이블 크기가 부하로 늘어난 것보다 더 바뀌었습니다',
      why: '테이블이 커졌거나 캐시가 데워진 대상은 다음 실행에서 다른 대상입니다.',
      advice: '실행할 때마다 상태를 되돌리십시오.',
    },
  },
  judge: () => notApplicable('no-signal'),
});
