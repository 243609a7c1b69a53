import type * as en from '../en/comparison.ts';
import type { Widened } from '../labels.ts';

export const comparison = {
  whole: '기준보다 나빠지지 않음',
  journey: '여정',
  requests: '요청',
  p50: 'p50',
  p95: 'p95',
  success: '성공',
  errors: '실패',
  statements: '여정당 SQL 문 수',
  targetCpu: '여정당 대상의 CPU 시간',
  databaseCpu: '여정당 데이터베이스의 CPU 시간',
  changedFunctions: 'CPU 시간이 달라진 함수(여정당)',
  withCallees: '호출한 함수 포함',
  fromTo: '{{a}} → {{b}}',
  changedStatements: '횟수가 달라진 SQL 문(여정당)',
  percent: '{{change}}%',
  points: '{{change}}%p',
  unchanged: '변화 없음',
  median: '중앙값 {{change}}',
  medians: '변화의 중앙값은 실행 쌍별 변화의 중앙값이므로, A와 B에 적힌 값의 비율과 다를 수 있습니다',
  notCompared:
    '{{kind}}는 비교하지 않았습니다. 한 쌍의 두 실행 모두에서 여정 {{count needed}}건 이상이 끝나고 그중 실패가 {{percent beyond}} 미만이어야 ' +
    '합니다',
  figures: '{{a}} → {{b}}, {{change}}{{#if low}} ({{low}} – {{high}}, n = {{count n}}){{/if}}',
  sides: 'B는 {{b}}({{count m}}회 실행), A는 {{a}}({{count n}}회 실행)입니다',
  suspects:
    '{{#if all}}실행 {{count of}}회 모두 판정이 의심(SUSPECT)입니다. 이유는 각 실행의 보고서에 있습니다{{else}}' +
    '실행 {{count of}}회 중 {{first}}{{#if others}} 외 {{count others}}회{{/if}}의 판정은 의심(SUSPECT)입니다. 이유는 그 실행의 보고서에 있습니다{{/if}}',
  single:
    '한 번의 실행으로는 대상이 달라졌는지 호스트의 상태가 달라졌는지 구별할 수 없습니다. {{#if baseline}}이전 실행이 10회 필요한데 {{baseline}}에는 ' +
    '{{count runs}}회뿐입니다. 다음 명령으로 실행을 더하십시오: {{append}}{{else if isGate}}실행 쌍을 늘리십시오: {{options}}' +
    '{{else}}양쪽을 번갈아 여러 번 실행해야 합니다: {{gate}}{{/if}}',
  cannotDecide:
    '{{#if fails}}실패한 여정이 너무 많아 {{#list latencies}}{{kind}}{{/list}}를 비교할 수 없습니다{{else}}' +
    '어느 쌍의 실행에도 {{#list latencies}}{{kind}}{{/list}}를 비교할 만큼 여정이 많지 않습니다. ' +
    '실행 횟수를 늘려도 소용없으니 실행마다 더 길게 하십시오({{option}}){{/if}}',
  inconclusive:
    '변화가 있다는 것도 없다는 것도 확인되지 않았습니다{{#if baseline}}. {{baseline}}의 이전 실행들끼리도 차이가 너무 큽니다. 실행을 더하거나({{append}}) ' +
    '실행 쌍을 비교하십시오({{gate}}){{else if needed}}. 실행 약 {{count needed}}쌍이면 확인될 수 있습니다{{/if}}',
  same: '변화가 있더라도 {{percent limit}}보다 작습니다',
  worse: '나빠진 지표: {{#list metrics}}{{name}} {{figures}}{{/list}}',
  better: '좋아진 지표: {{#list metrics}}{{name}} {{figures}}{{/list}}',
  alpha: '달라지지 않은 대상을 나빠졌다고 판정할 확률은 {{percent alpha}}입니다. 괄호 안의 지표는 참고용입니다',
  differences: '양쪽의 조건이 다릅니다: {{#list differences}}{{name}} ({{a}}, {{b}}){{/list}}',
} satisfies Widened<typeof en.comparison>;

export const conditions: typeof en.conditions = {
  scenario: '시나리오',
  profile: '프로파일',
  load: '부하',
  objectives: '목표',
  'record mode': '기록 방식',
  'test users': '테스트 사용자',
  'CPU model': 'CPU 모델',
  'CPU cores': 'CPU 코어',
  'memory, GiB': '메모리, GiB',
  'operating system': '운영 체제',
  architecture: '아키텍처',
  'load generator': '부하 생성기',
  database: '데이터베이스',
  'settings of the target': '대상의 설정',
};
