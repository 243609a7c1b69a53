import { defineFinding, notApplicable, passes } from '../../model/finding.ts';

export default defineFinding({
  id: 'run-cut-short',
  check: 'V18',
  needs: ['ending', 'origin'],
  texts: {
    en: {
      title: 'The run was not cut short',
      what: 'The run was cut short: {{detail}}',
      why: 'The load that was planned did not take place; a part of a ramp has other figures than the whole.',
      advice: 'Run it again to the end.',
    },
    ko: {
      title: '실행이 중간에 끊기지 않았는가',
      what: '실행이 중간에 끊겼습니다: {{detail}}',
      why: '계획한 부하가 끝까지 실행되지 않았습니다. 램프의 일부만 실행하면 전체와 다른 수치가 나옵니다.',
      advice: '끝까지 다시 실행하십시오.',
    },
  },
  judge: ({ ending: { kind, detail }, origin }) => {
    // Its objectives so far are measured, but the rest of the load is not.
    if (kind === 'objective-failed') return { status: 'suspect', values: { detail } };
    if (kind === 'interrupted' || kind === 'aborted') return { status: 'invalid', values: { detail } };
    return origin === 'foreign' ? notApplicable('foreign') : passes;
  },
});
