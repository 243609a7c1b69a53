import type { comparison as en } from '../en/comparison.ts';
import type { Widened } from '../labels.ts';

export const comparison = {
  whole: '기준보다 나빠지지 않음',
  journey: '여정',
  requests: '요청',
  p50: 'p50',
  p95: 'p95',
  success: '성공',
  errors: '실패',
  percent: '{{change}}%',
  points: '{{change}}%p',
  unchanged: '변화 없음',
  figures: '{{a}} → {{b}}, {{change}}{{#if low}} ({{low}} – {{high}}, n = {{count n}}){{/if}}',
  sides: 'B는 {{b}}({{count m}}회 실행), A는 {{a}}({{count n}}회 실행)입니다',
  single:
    '한 번의 실행으로는 대상이 달라졌는지 호스트의 상태가 달라졌는지 구별할 수 없습니다{{#if needed}}. 실행 약 {{count needed}}쌍이 ' +
    '필요합니다{{/if}}',
  inconclusive:
    '변화가 있다는 것도 없다는 것도 확인되지 않았습니다{{#if needed}}. 실행 약 {{count needed}}쌍이 필요합니다{{/if}}',
  same: '변화가 있더라도 {{percent limit}}보다 작습니다',
  worse: '나빠진 지표: {{#list metrics}}{{name}} {{figures}}{{/list}}',
  better: '좋아진 지표: {{#list metrics}}{{name}} {{figures}}{{/list}}',
  alpha: '달라지지 않은 대상을 나빠졌다고 판정할 확률은 {{percent alpha}}입니다. 괄호 안의 지표는 참고용입니다',
  differences: '양쪽의 조건이 다릅니다: {{#list differences}}{{name}} ({{a}}, {{b}}){{/list}}',
} satisfies Widened<typeof en>;
