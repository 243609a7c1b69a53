import type * as en from '../en/confirmation.ts';
import type { Widened } from '../labels.ts';

/** 설정을 바꿔 진단을 시험한 보고서. */
export const confirmation = {
  outcomes: {
    'target-died': '대상이 부하를 견디지 못하고 종료되었습니다. 한계를 찾기 전에 그 원인부터 찾으십시오',
    'nothing-limits': '이 부하에서는 대상에 한계가 없습니다. 도착률을 높이십시오',
    undetermined: '대상에서 읽은 것만으로는 무엇이 한계인지 알 수 없어 시험할 것이 없습니다',
    'noisy-host':
      '다른 프로그램이 이 호스트의 CPU를 써서 변경을 시험하지 않았습니다. 조용한 호스트에서 다시 실행하십시오',
    'no-change': '한계는 알았지만 이 대상에는 그 한계를 옮길 수 있는 설정이 없습니다',
    'no-room': '대상이 주어진 부하를 거의 모두 처리했습니다. 도착률을 더 높여야 변경의 효과를 볼 수 있습니다',
    predicted:
      '{{name}}을(를) {{from}}에서 {{to}}(으)로 바꾸면 초당 완료되는 여정이 {{predicted}} ' +
      '({{predictedLow}} – {{predictedHigh}}) 바뀔 것입니다. --confirm으로 시험할 수 있습니다',
    open:
      '결론 없음: {{name}} {{from}} → {{to}}, 초당 완료되는 여정의 예측 {{predicted}} ' +
      '({{predictedLow}} – {{predictedHigh}}){{#if measured}}, 측정 {{measured}} ' +
      '({{measuredLow}} – {{measuredHigh}}){{/if}}. 쌍을 늘리거나 실행을 길게 하면 알 수 있습니다',
    confirmed:
      '확인됨: {{name}} {{from}} → {{to}}, 초당 완료되는 여정이 {{measured}} ({{measuredLow}} – {{measuredHigh}}) ' +
      '바뀌었습니다. 예측은 {{predicted}} ({{predictedLow}} – {{predictedHigh}})였습니다',
    refuted:
      '반증됨: {{name}} {{from}} → {{to}}, 초당 완료되는 여정이 {{measured}} ({{measuredLow}} – {{measuredHigh}})만 ' +
      '바뀌었습니다. 예측은 {{predicted}} ({{predictedLow}} – {{predictedHigh}})였습니다',
    failing: '{{name}}={{to}}에서는 효과와 상관없이 대상의 데이터가 손상됩니다',
  },
  basis: '예측은 여정 하나의 CPU 시간에 따릅니다. 다음 한계는 {{next}}일 것입니다',
  next: {
    'same-limit': '더 높은 도착률에서 같은 한계',
    'offered-load': '주어진 부하',
    'host-cpu': '이 호스트의 CPU',
    'main-thread': '대상의 메인 스레드',
    pool: '풀의 커넥션',
  },
  how: '변경한 실행과 변경하지 않은 실행을 번갈아 했습니다. 측정값의 구간은 {{percent confidence}} 신뢰 수준입니다',
  title: '비교한 실행',
  columns: { setting: '설정', goodput: '여정/초', limit: '한계' },
  asItIs: '그대로',
  none: '없음',
  unknown: '알 수 없음',
} satisfies Widened<typeof en.confirmation>;
