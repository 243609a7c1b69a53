import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'same-host',
  check: 'V12',
  needs: ['sameHost'],
  texts: {
    en: {
      title: 'Generator and target have hosts of their own',
      what: 'k6 and the target shared the cores of one host',
      why: 'They take CPU from each other: the figures are of the pair, and a target of its own would do better.',
      advice:
        'For absolute figures run the target elsewhere: --target URL --allow-host HOST. To compare versions on one host it does no harm.',
    },
    ko: {
      title: '부하 발생기와 대상의 호스트가 다른가',
      what: 'k6와 대상이 한 호스트의 코어를 나눠 썼습니다',
      why: '서로 CPU를 빼앗습니다. 수치는 둘이 함께 만든 것이며, 대상만 따로 두면 더 좋게 나옵니다.',
      advice:
        '절대 수치가 필요하면 대상을 다른 곳에서 실행하십시오: --target URL --allow-host HOST. 한 호스트에서 버전을 비교하는 데는 문제가 없습니다.',
    },
  },
  judge: ({ sameHost }) => {
    if (sameHost === null) return notApplicable('foreign');
    return sameHost ? { status: 'note', values: {} } : passes;
  },
});
