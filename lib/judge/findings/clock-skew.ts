import { defineFinding, notApplicable } from '../../model/finding.ts';

export default defineFinding({
  id: 'clock-skew',
  check: 'V16',
  needs: [],
  texts: {
    en: {
      title: 'The clocks of generator and target agree',
      what: 'The clocks differ',
      why: 'Series of two clocks that disagree cannot be laid over each other.',
      advice: 'Synchronise the clocks (NTP).',
    },
    ko: {
      title: '부하 발생기와 대상의 시계가 맞는가',
      what: '시계가 서로 다릅니다',
      why: '시계가 어긋나면 두 시계열을 겹쳐 볼 수 없습니다.',
      advice: '시계를 맞추십시오(NTP).',
    },
  },
  judge: () => notApplicable('one-clock'),
});
