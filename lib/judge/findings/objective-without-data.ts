import { defineFinding, passes } from '../../model/finding.ts';
import { objectiveValues } from './objective-values.ts';

export default defineFinding({
  id: 'objective-without-data',
  check: 'V03',
  needs: ['objectives'],
  texts: {
    en: {
      title: 'Every objective has data',
      what: '{{#list lacking}}{{objectiveText this}} has {{n n "sample" "samples"}} and needs {{count needed}}{{/list}}',
      why: 'An objective that nobody reached is not met: it is unknown, and no pass.',
      advice: 'Run longer or at a higher rate; where a step was not reached at all, look at the steps before it.',
    },
    ko: {
      title: '목표마다 데이터가 있는가',
      what: '{{#list lacking}}{{objectiveText this}}: 표본 {{count n}}개, 필요 {{count needed}}개{{/list}}',
      why: '아무도 도달하지 못한 목표는 충족된 것이 아니라 알 수 없는 것이며, 통과가 아닙니다.',
      advice: '더 오래 또는 더 높은 도착률로 실행하십시오. 아예 도달하지 못한 단계라면 그 앞의 단계를 확인하십시오.',
    },
  },
  judge: ({ objectives }) => {
    const lacking = objectives.filter(({ status, n, neededN }) => status === 'NO_DATA' && n < neededN);
    if (lacking.length === 0) return passes;
    return {
      // The verdict on the objectives says NO_DATA; the measurement itself is not to blame.
      status: 'note',
      values: {
        lacking: lacking.map(({ objective, n, neededN }) => ({ ...objectiveValues(objective), n, needed: neededN })),
      },
      evidence: [
        { name: 'objectivesWithoutData', value: lacking.length, unit: 'count', n: objectives.length, limit: 0 },
      ],
    };
  },
});
