import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'target-died',
  check: 'V18',
  needs: ['ending', 'origin'],
  texts: {
    en: {
      title: 'The target lived to the end',
      what: 'The target died during the run: {{detail}}',
      why: 'What was measured after that is the speed of refused connections.',
      advice: 'Look for the cause in the log of the target; what was recorded until then is kept.',
    },
    ko: {
      title: '대상이 끝까지 살아 있었는가',
      what: '실행 중에 대상이 죽었습니다: {{detail}}',
      why: '그 뒤에 측정된 것은 연결이 거부되는 속도일 뿐입니다.',
      advice: '대상의 로그에서 원인을 찾으십시오. 그때까지의 기록은 남아 있습니다.',
    },
  },
  judge: ({ ending: { kind, detail }, origin }) => {
    if (kind === 'target-died') return { status: 'invalid', values: { detail } };
    return origin === 'foreign' ? notApplicable('foreign') : passes;
  },
});
