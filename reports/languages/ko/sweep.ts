import type * as en from '../en/sweep.ts';
import type { Widened } from '../labels.ts';

/** 같은 부하에서 대상의 설정을 바꿔 본 보고서. */
export const sweep = {
  tooFew: '설정을 비교하려면 모든 설정을 두 번 이상 실행해야 합니다',
  none: '비교할 수 있는 설정이 없습니다. 모두 실패했거나 끝난 여정이 너무 적습니다',
  noDifference:
    '이 실험으로 확인할 수 있는 차이가 없습니다. {{percent detectable}} 이상의 차이라면 확인되었을 것입니다',
  ofLatency: {
    best: '{{best}}이(가) 가장 빠릅니다',
    enough: '{{smallest}}이면 충분합니다. 이 실험으로는 가장 빠른 {{best}}보다 느리다고 할 수 없습니다',
    worse: '{{setting}}은(는) 더 느립니다: {{more}}({{from}} – {{to}})',
  },
  ofGoodput: {
    best: '{{best}}에서 가장 많은 여정이 성공합니다',
    enough: '{{smallest}}이면 충분합니다. 이 실험으로는 가장 많이 성공한 {{best}}보다 나쁘다고 할 수 없습니다',
    worse: '{{setting}}에서는 성공하는 여정이 더 적습니다: {{more}}({{from}} – {{to}})',
  },
  metrics: { p50: 'p50', p95: 'p95', goodput: '초당 성공한 여정' },
  failing: '{{setting}}에서는 대상이 실패합니다: {{#list failures}}{{what}}{{/list}}',
  inconsistent: '{{setting}}에서는 효과와 상관없이 부하 뒤의 데이터가 일관되지 않습니다',
  how: '설정마다 {{count repetitions}}회씩 무작위 순서로 실행했습니다. 가장 좋은 설정과 비교한 구간들은 모두 함께 {{percent confidence}} 신뢰 수준입니다',
  title: '설정',
  chart: '설정별 여정의 {{metric}}와 각각의 95% 구간',
  columns: { setting: '설정', against: '가장 좋은 설정과 비교', journeys: '성공한 여정', result: '결과' },
  against: '{{more}} ({{from}} – {{to}})',
  results: {
    best: '가장 좋음',
    same: '더 나쁘다고 할 수 없음',
    worse: '나쁨',
    failing: '실패',
    inconsistent: '데이터 손상',
    unknown: '비교하지 않음',
  },
} satisfies Widened<typeof en.sweep>;
