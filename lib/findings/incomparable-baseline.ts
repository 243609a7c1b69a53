import { defineFinding, notApplicable } from '../contract/finding.ts';

export default defineFinding({
  id: 'incomparable-baseline',
  check: 'V15',
  needs: [],
  texts: {
    en: {
      title: 'The baseline is of the same load on the same kind of host',
      what: 'The baseline differs',
      why: 'A difference in the load or the host would be taken for one of the target.',
      advice: 'Make a baseline on this host with this load.',
    },
    ko: {
      title: '기준 실행의 부하와 호스트가 같은가',
      what: '기준 실행이 다릅니다',
      why: '부하나 호스트의 차이를 대상의 차이로 잘못 읽게 됩니다.',
      advice: '이 호스트에서 이 부하로 기준을 다시 만드십시오.',
    },
  },
  judge: () => notApplicable('no-baseline'),
});
