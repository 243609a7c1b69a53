/** Texts around what a journey costs. */
export const journeyCost = {
  summary:
    '{{#if targetCpuMs}}{{ms targetCpuMs}} of the target’s CPU time{{/if}}' +
    '{{#if databaseCpuMs}}{{#if targetCpuMs}}, {{/if}}{{ms databaseCpuMs}} of the database’s{{/if}}' +
    '{{#if statements}}; {{number statements}} statements, {{number rows}} rows, {{number blocks}} blocks, ' +
    '{{bytes walBytes}} of write-ahead log{{/if}} ' +
    '(means of {{n journeys "journey" "journeys"}}{{#if hasWarmUp}}, warm-up included{{/if}})',
  calls: 'calls',
  time: 'time',
  statement: 'statement',
};
