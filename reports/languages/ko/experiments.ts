import type * as en from '../en/experiments.ts';
import type { Widened } from '../labels.ts';

export const experimentWhy = {
  'lower-rate': '도착률을 절반으로 낮추면 목표를 충족하는지 확인',
  'below-first': '처음으로 목표를 충족하지 못한 구간의 평균 도착률의 절반을 일정하게 유지하면 목표를 충족하는지 확인',
  'hold-rate': '목표를 충족한 도착률이 지속 가능한지 5분간 유지해 확인',
  'find-edge': '목표를 충족한 도착률과 충족하지 못한 도착률 사이를 평탄 구간으로 확인',
  'more-users': 'VU를 늘려 여정이 모두 시작되는지 확인',
  'warm-up': '예열되지 않은 대상의 수치가 섞이지 않도록 예열 후 실행',
} satisfies Widened<typeof en.experimentWhy>;

export const experiment = {
  gate: '게이트: {{subject}}',
  calibration: '보정: {{subject}}',
  capacity: '용량: {{subject}}',
  overload: '과부하: {{subject}}',
  sweep: '설정 비교: {{subject}}',
  diagnosis: '{{subject}}의 한계는?',
  sides: '{{b}}(기준: {{a}})',
  targets: [
    [/^the reference shop, once more$/, '참조 상점 한 번 더'],
    [/^the reference shop/, '참조 상점'],
    [/^itself$/, '자기 자신'],
    [/^this checkout$/, '현재 체크아웃'],
  ],
  labels: [
    [/^pair (\d+), base$/, '$1번째 쌍, 기준'],
    [/^pair (\d+), candidate$/, '$1번째 쌍, 후보'],
    [/^pair (\d+), as it is$/, '$1번째 쌍, 그대로'],
    [/^pair (\d+), (\S+=\S+)$/, '$1번째 쌍, $2'],
    [/^repetition (\d+), (.+)$/, '$1번째 반복, $2'],
    [/^trial (\d+), \w+, ([\d.]+)\/s$/, '$1번째 시도, $2건/초'],
  ],
  running: '아직 실행 중입니다',
  finished: '완료되었습니다',
  undecided: '계획한 실행을 모두 마쳤지만 답이 분명하지 않습니다',
  'budget-spent': '답이 분명해지기 전에 정해진 시간이 다 되었습니다',
  interrupted: '사용자가 멈췄습니다',
  failed: '실패했습니다: {{detail}}',
  counted:
    '실행 {{count n}}회를 반영했습니다{{#if discarded}}. {{count discarded}}회는 다시 실행했습니다{{/if}}' +
    '{{#if suspects}}. 그중 {{count suspects}}회의 판정은 의심(SUSPECT)이며, 이유는 그 실행의 보고서에 있습니다{{/if}}',
  budget: '제한 시간은 {{duration budgetMs}}이었습니다',
  failures: '하나만 있어도 게이트가 실패하는 문제',
  hardFailures: {
    'not-ready': '시작되지 않았거나 예상대로 응답하지 않음',
    'target-died': '부하를 견디지 못하고 종료됨',
    'data-integrity': '부하 후 데이터 정합성이 맞지 않음',
    'journey-success': '성공한 여정이 목표보다 적음',
  },
  yes: '예',
  repeated: '아니요, 다시 실행함',
  notCalibrated: '쌍이 모자라 보정을 저장하지 않았습니다',
  pairs:
    '이 호스트에서 이 부하의 게이트가 {{percent limit}} 느려진 여정을 10번 중 9번 찾아내려면 실행 {{count pairs}}쌍이 필요합니다',
  tooFewPairs: '이 호스트에서 이 부하의 게이트에는 {{count pairs}}쌍도 모자랍니다. 실행을 더 길게 하십시오',
  spread: '같은 대상을 두 번 실행했을 때의 차이',
  detectable: '찾아낼 수 있는 가장 작은 변화(5번 중 4번)',
  sd: '표준 편차',
  falseAlarms: '모의 게이트 {{count gates}}회 중 {{percent ratio}}가 같은 대상을 나빠졌다고 판정했습니다',
} satisfies Widened<typeof en.experiment>;
