import type * as en from '../en/capacity.ts';
import type { Widened } from '../labels.ts';

export const capacity = {
  above: '지속 가능한 도착률이 {{rps aboveRps}}보다 높음',
  none: '지속 가능한 도착률을 말할 수 없습니다',
  metSoFar: '목표를 충족한 시도 가운데 가장 높은 도착률: {{duration measuredMs}} 동안 {{rps rateRps}}',
  rate:
    '목표를 충족하는 가장 높은 도착률은 {{rps rateRps}}입니다' +
    '{{#if interval}}(명목 90% 구간 {{rps lowRps}}~{{rps highRps}}){{/if}}',
  doubtful:
    '목표를 충족하는 가장 높은 도착률은 {{rps rateRps}} 근처이지만, 그보다 낮은 도착률도 1분간 유지하지 못했습니다' +
    '{{#if interval}}(명목 90% 구간 {{rps lowRps}}~{{rps highRps}}){{/if}}',
  heldLower:
    '목표를 충족하는 가장 높은 도착률은 {{rps rateRps}} 근처이지만, 1분간 유지한 것은 {{rps confirmedRps}}뿐입니다' +
    '{{#if interval}}(명목 90% 구간 {{rps lowRps}}~{{rps highRps}}){{/if}}',
  atLeast: '시도한 가장 높은 도착률 {{rps rateRps}}에서도 목표를 충족했습니다. 여유가 더 있을 수 있습니다',
  decidedBy: '도착률을 정하는 목표: {{objective}}',
  confirmed: '{{rps confirmedRps}}를 1분간 유지하면서 모든 목표를 충족했습니다',
  saturation: '과부하에서 완료한 여정은 {{rps saturationRps}}입니다',
  arrivals: {
    even: '여정을 일정한 간격으로 시작했습니다. 도착이 불규칙하면 도착률은 더 낮아집니다',
    poisson: '여정을 서로 독립적으로 무작위로 시작했습니다(포아송 도착)',
  },
  cost: '시도 {{count trials}}회에 부하 {{duration loadMs}}가 들었습니다',
  flags: {
    'limit-missed-unloaded': '가장 낮은 도착률에서도 목표를 충족하지 못해 찾을 용량이 없습니다',
    'service-limited': '한계가 부하 없는 여정의 소요 시간에 가까워, 작은 변화에도 도착률이 크게 달라집니다',
    'never-saturated': '대상이 한계에 이르지 않았습니다. --max-rate를 높이거나 더 강한 부하 생성기를 쓰십시오',
    'generator-limited': '대상보다 부하 생성기가 먼저 한계에 이르렀습니다. 도착률은 하한입니다',
    irregular: '시도 결과가 서로 어긋나거나 구간이 요청보다 넓습니다. 도착률을 조심해서 받아들이십시오',
    'budget-spent': '구간이 요청만큼 좁아지기 전에 부하 예산이 다 되었습니다. --budget을 늘리십시오',
    'did-not-recover': '과부하 후 부하가 없어도 대상이 느린 상태로 남았습니다. 그 뒤의 측정은 의미가 없습니다',
    drift: '같은 도착률에서 대상의 속도가 시작과 끝에 달랐습니다. 이 도착률은 안정적이지 않습니다',
    'target-died': '대상이 부하를 견디지 못하고 종료되었습니다. 고치기 전에는 지속 가능한 도착률이 없습니다',
    'sheds-load': '과부하에서 대상이 여정을 기다리게 하지 않고 빠르게 거절합니다',
    'not-confirmed': '추정값보다 낮은 도착률도 1분간 유지하지 못했습니다. 이 도착률을 믿지 마십시오',
    stopped: '사용자가 탐색을 멈췄습니다. 그때까지 알게 된 결과입니다',
  },
  sections: { limits: '목표별 결과', trials: '시도', curve: '도착률에 따른 지연 시간' },
  columns: {
    purpose: '목적',
    interval: '90% 구간',
    bad: '한도를 넘은 비율',
    mean: '평균 지연 시간',
    finished: '성공, 초당',
    measured: '측정 시간',
    result: '결과',
  },
  badOf: '{{percent ratio}}(허용 {{percent limit}})',
  purposes: {
    'warm-up': '예열',
    baseline: '기준',
    scout: '탐색',
    refine: '정밀',
    confirm: '확인',
    anchor: '기준 반복',
    reference: '기준',
    overload: '과부하',
    after: '이후',
  },
  endings: {
    met: '충족',
    missed: '미충족',
    overloaded: '과부하로 일찍 끝냄',
    'generator-limited': '부하 생성기 한계',
    'target-died': '대상 종료',
    'did-not-recover': '회복하지 못함',
  },
  axisRate: '초당 시작한 여정',
  axisLatency: '여정의 평균 지연 시간, ms',
  marks: { met: '목표 충족', missed: '목표 미충족', interval: '90% 구간' },
} satisfies Widened<typeof en.capacity>;

export const overload = {
  notTried: '과부하를 걸지 않았습니다',
  behaviour: {
    keeps: '지속 가능한 도착률 {{rps capacityRps}}를 넘어도 그 {{percent keptRatio}} 이상을 유지합니다',
    degrades: '지속 가능한 도착률 {{rps capacityRps}}를 넘으면 그 {{percent keptRatio}}만 남습니다',
    queues:
      '여정을 기다리게 합니다. 지속 가능한 도착률 {{rps capacityRps}}를 넘어도 이전만큼 완료하지만, 목표를 충족하는 것은 ' +
      '그 도착률의 {{percent keptRatio}}뿐입니다',
    collapses: '무너집니다. 지속 가능한 도착률 {{rps capacityRps}}를 넘으면 그 {{percent keptRatio}}만 남습니다',
    metastable: '스스로 회복하지 못합니다. 과부하가 끝난 뒤에도 목표를 충족하지 못합니다',
    unknown: '과부하가 없어 말할 수 있는 것이 없습니다. caseload capacity로 지속 가능한 도착률을 찾으십시오',
  },
  died: '부하를 견디지 못하고 종료되었습니다',
  referenceMissed:
    '과부하 전 {{rps referenceRps}}에서 이미 목표를 충족하지 못했습니다. 지속 가능한 도착률은 더 낮습니다',
  recovered: '부하가 사라진 뒤 늦어도 {{duration recoveryMs}} 안에 이전 속도로 돌아왔습니다',
  consistent: '모두 끝난 뒤 데이터 정합성이 맞았습니다',
  inconsistent: '이후 데이터 정합성이 맞지 않았습니다',
  title: '과부하',
  columns: {
    factor: '부하',
    throughput: '성공, 초당',
    goodput: '목표 충족, 초당',
    kept: '유지',
    recovery: '회복',
    after: '이후',
  },
  good: '각 과부하의 후반에 모든 목표를 충족한 여정만 셉니다',
  times: '{{number factor}}배',
  notRecovered: '60초 안에 회복하지 못함',
} satisfies Widened<typeof en.overload>;
