/** Two sets of runs, B against A. */
export const comparison = {
  whole: 'not worse than the base',
  journey: 'journey',
  requests: 'requests',
  p50: 'p50',
  p95: 'p95',
  success: 'success',
  errors: 'failed',
  statements: 'statements per journey',
  targetCpu: 'CPU time of the target per journey',
  databaseCpu: 'CPU time of the database per journey',
  changedFunctions: 'CPU time per journey of functions that changed',
  withCallees: 'with what it calls',
  fromTo: '{{a}} → {{b}}',
  changedStatements: 'Statements that changed, per journey',
  percent: '{{change}} %',
  points: '{{change}} points',
  unchanged: 'no change',
  median: 'median {{change}}',
  medians: 'A median change is that of the pairs of runs: it need not be the ratio of the figures of A and B',
  notCompared:
    '{{kind}} is not compared: in both runs of a pair it needs {{count needed}} finished journeys, ' +
    'less than {{percent beyond}} of them failed',
  figures: '{{a}} → {{b}}, {{change}}{{#if low}} ({{low}} to {{high}}, n = {{count n}}){{/if}}',
  sides: 'B is {{b}} ({{n m "run" "runs"}}), A is {{a}} ({{n n "run" "runs"}})',
  suspects:
    '{{#if all}}All {{count of}} runs are SUSPECT: what speaks against them is in their reports{{else}}' +
    'Of the {{count of}} runs, {{first}}{{#if others}} and {{n others "other" "others"}} are{{else}} is{{/if}} SUSPECT: ' +
    'what speaks against {{#if others}}them{{else}}it{{/if}} is in the report of the run{{/if}}',
  single:
    'One run cannot show whether the target or the machine changed; {{#if baseline}}it takes ten earlier runs, and ' +
    '{{baseline}} has {{count runs}}: add runs with {{append}}{{else if isGate}}allow more pairs of runs: {{options}}' +
    '{{else}}it takes several runs of both, one of each in turn: {{gate}}{{/if}}',
  cannotDecide:
    '{{#if fails}}So many journeys fail that {{#list latencies}}{{kind}}{{/list}} cannot be compared{{else}}' +
    'No pair of runs has enough journeys to compare {{#list latencies}}{{kind}}{{/list}}: ' +
    'more runs would not help, longer ones would ({{option}}){{/if}}',
  inconclusive:
    'The runs prove neither a change nor that there is none{{#if baseline}}: the earlier runs of {{baseline}} differ ' +
    'too much among themselves. Add runs with {{append}}, or compare builds in pairs of runs with {{gate}}' +
    '{{else if needed}}; about {{n needed "pair" "pairs"}} of runs may show it{{/if}}',
  same: 'Any change is smaller than {{percent limit}}',
  worse: 'Worse: {{#list metrics}}{{name}} {{figures}}{{/list}}',
  better: 'Better: {{#list metrics}}{{name}} {{figures}}{{/list}}',
  alpha:
    'The probability of calling an unchanged target WORSE is {{percent alpha}}; ' +
    'metrics in brackets are informational',
  differences: 'Different on the two sides: {{#list differences}}{{name}} ({{a}}, {{b}}){{/list}}',
};

/** Conditions that two sets of runs may not share, as comparison.json names them, where a language has other words. */
export const conditions: Readonly<Record<string, string>> = {};
