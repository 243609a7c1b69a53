import type { objective as enObjective, summary as enSummary } from '../en/summary.ts';
import type { Widened } from '../labels.ts';

export const summary = {
  met: '모든 목표를 충족했습니다',
  missed: '충족하지 못한 목표: {{#list objectives}}{{objective}} ({{value}}){{/list}}',
  warned: '충족하지 못했지만 경고에 그치는 목표: {{#list objectives}}{{objective}} ({{value}}){{/list}}',
  lacking: '데이터가 부족한 목표: {{#list objectives}}{{objective}}{{/list}}',
  open: '실행이 일찍 끝나 판정하지 못한 목표: {{#list objectives}}{{objective}}{{/list}}',
  notJudged: '무효(INVALID)인 실행이므로 어떤 목표도 충족했다고 볼 수 없습니다',
  noObjectives: '정해진 목표가 없으므로 통과한 것도 없습니다',
  startedJourneys: '시작한 여정 {{count started}}건 중 {{count ok}}건이 성공했습니다({{percent ratio}})',
  journeys: '예정된 여정 {{count scheduled}}건 중 {{count ok}}건이 성공했습니다({{percent ratio}})',
  neverStarted:
    '{{count count}}건({{percent ratio}})은 미시작입니다{{#if derived}}. {{profile}} 프로파일의 예정 수에서 {{step}} ' +
    '시도 수를 뺀 값으로, 미완료 여정이 없다고 본 것입니다{{/if}}',
  lost: '단계에서 실패한 여정: {{#list steps}}{{step}} {{count count}}건({{percent ratio}}){{/list}}',
  unfinished: '{{count count}}건({{percent ratio}})은 실행이 끝날 때까지 미완료였습니다',
  survivors:
    '{{metric}} {{percent ratio}}는 시도한 {{count attempted}}건 기준이며, 예정된 {{count scheduled}}건 기준이 아닙니다',
  requests: '요청 {{count n}}건{{#if failed}}, 실패 {{failed}}{{/if}}{{#if p95}}, p95 {{p95}}{{/if}}',
  sameHost: 'k6와 대상이 한 호스트를 나눠 썼습니다',
} satisfies Widened<typeof enSummary>;

export const objective = {
  latency: '{{#if step}}{{step}} {{/if}}p({{percentile}}) < {{exactMs limit}}',
  'journey-latency': '여정 p({{percentile}}) < {{exactMs limit}}',
  'failed-requests': '{{#if step}}{{step}} {{/if}}실패한 요청 < {{exactPercent limit}}',
  'step-success': '{{metric}} > {{exactPercent limit}} (시도 대비)',
  'journey-success': '여정 성공 > {{exactPercent limit}} ({{#if ofStarted}}시작 대비{{else}}예정 대비{{/if}})',
  'journey-cost':
    '여정당 {{#if isCount}}SQL 문 ≤ {{number limit}}개{{else}}{{#if isTarget}}대상{{else}}데이터베이스{{/if}}의 CPU 시간 ≤ ' +
    '{{exactMs limit}}{{/if}}',
  threshold: '{{metric}} {{expression}}',
  terms: '{{#if stage}} ({{stage}}번 구간){{/if}}{{#if isWarning}} (경고){{/if}}{{#if owner}} · {{owner}}{{/if}}',
  needs: '표본 {{count n}}개, {{count needed}}개 필요',
  noValue: '데이터 없음',
} satisfies Widened<typeof enObjective>;
