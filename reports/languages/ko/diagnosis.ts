import type { HypothesisId } from '../../../lib/judge/diagnosis/all.ts';
import type { HypothesisTexts } from '../finding-texts.ts';

const growthByStep = '{{#list growths}}{{step}} {{#if isAtLeast}}최소 {{/if}}× {{number ratio}}{{/list}}';

export const diagnosis = {
  'generator-limit': {
    title: '한계는 대상이 아니라 부하 생성기에 있다',
    statements: {
      drops: '유휴 VU가 있는데도 여정 {{count drops}}건이 드롭되었습니다',
      late: '여정의 1%는 예정보다 {{ms lagMs}} 이상 늦게 시작되었습니다',
      cpu: 'k6가 CPU의 {{percent ratio}}를 썼습니다',
      punctual: '여정의 99%는 예정보다 늦어도 {{ms lagMs}} 안에 시작되었습니다',
      idle: 'k6는 CPU의 {{percent ratio}}만 썼습니다',
    },
    experiment: '다른 호스트에서 같은 부하를 겁니다. 수치가 좋아지면 부하 생성기가 한계였습니다',
  },
  'shared-resource': {
    title: '모든 단계가 공유 자원을 기다린다: CPU, 이벤트 루프, 커넥션 풀, 스레드 풀',
    statements: {
      together: `도착률이 오르면서 모든 단계의 p95가 늘었습니다(${growthByStep})`,
      flat: '{{rps offeredRps}}를 보냈지만 완료된 여정은 {{rps completedRps}}입니다',
      waiting: '여정 {{count inFlight}}건이 동시에 진행 중이었습니다(그 구간의 평균)',
      sameHost: 'k6도 대상과 코어를 나눠 쓰며 그만큼 CPU를 가져갑니다',
    },
    experiment: '커넥션을 두 배로 늘리고 같은 부하를 겁니다. 달라지는 것이 없으면 커넥션 풀은 한계가 아닙니다',
  },
  'slow-service': {
    title: '{{step}} 단계는 과부하가 아닐 때도 오래 걸린다',
    statements: {
      idle:
        '여정이 거의 겹치지 않은 {{rps lowRps}}에서도 이 단계의 중앙값이 이미 {{ms p50Ms}}로, 목표 한계 {{exactMs limitMs}}의 ' +
        '{{percent share}}입니다',
      cost: '전체 요청 시간의 {{percent cost}}를 차지합니다',
      grows: '도착률이 가장 높은 구간에서는 대부분이 기다린 시간입니다(중앙값 {{ms p50Ms}} → {{ms highMs}})',
      small: '전체 요청 시간의 {{percent cost}}만 차지합니다',
    },
    experiment:
      '{{#if isHash}}해시 비용을 낮추고 같은 부하를 겁니다. 차지하는 시간이 줄면 해시가 오래 걸리는 것입니다{{else}}여정을 1초에 하나씩만 시작합니다. ' +
      '중앙값이 그대로라면 부하가 없어도 그만큼 걸리는 것입니다{{/if}}',
  },
  'step-capacity': {
    title: '{{step}} 단계가 한계다',
    statements: {
      failures:
        '이 단계의 시도 {{count attempted}}번 가운데 {{count failed}}번이 실패했고, 우연이라고 볼 수 없을 만큼 다른 단계보다 비율이 높습니다',
      growth:
        '이 단계의 p95가 {{rps lowRps}}에서 {{ms lowP95Ms}}, {{rps highRps}}에서 {{#if isAtLeast}}최소 {{/if}}{{ms highP95Ms}}입니다',
      others: '다른 단계의 p95는 거의 그대로입니다({{#list others}}{{step}} × {{number ratio}}{{/list}})',
      together:
        '다른 단계의 p95도 그만큼 늘었습니다({{#list others}}{{step}} × {{number ratio}}{{/list}}). 공유 자원이 부족할 때 이렇게 됩니다',
      steady: '이 단계의 p95는 도착률이 올라도 늘지 않았습니다(× {{number ratio}})',
      fewer: '뒤의 단계에는 여정이 적게 도달해, 이 도착률을 감당하는지 알 수 없습니다',
    },
    experiment: '같은 도착률로 이 단계만 실행하는 시나리오에 부하를 겁니다. 그래도 실패하면 이 단계가 한계입니다',
  },
} satisfies Record<HypothesisId, HypothesisTexts>;
