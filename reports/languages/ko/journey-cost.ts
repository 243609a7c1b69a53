/** 여정 하나의 비용에 관한 글. */
export const journeyCost = {
  summary:
    '{{#if targetCpuMs}}대상의 CPU 시간 {{ms targetCpuMs}}{{/if}}' +
    '{{#if databaseCpuMs}}{{#if targetCpuMs}}, {{/if}}데이터베이스의 CPU 시간 {{ms databaseCpuMs}}{{/if}}' +
    '{{#if statements}}; SQL 문 {{number statements}}개, 행 {{number rows}}개, 블록 {{number blocks}}개, ' +
    '선행 기록 로그 {{bytes walBytes}}{{/if}} ({{#if hasWarmUp}}예열을 포함한 {{/if}}여정 {{count journeys}}개의 평균)',
  calls: '호출',
  time: '시간',
  statement: 'SQL 문',
};
