/** Two sets of runs, B against A. */
export const comparison = {
  whole: 'not worse than the baseline',
  journey: 'journey',
  requests: 'requests',
  p50: 'p50',
  p95: 'p95',
  success: 'success',
  errors: 'failed',
  percent: '{{change}} %',
  points: '{{change}} points',
  unchanged: 'no change',
  figures: '{{a}} → {{b}}, {{change}}{{#if low}} ({{low}} to {{high}}, n = {{count n}}){{/if}}',
  sides: 'B is {{b}} ({{n m "run" "runs"}}), A is {{a}} ({{n n "run" "runs"}})',
  single:
    'One run cannot show whether the target or the machine changed{{#if needed}}; it takes about ' +
    '{{n needed "pair" "pairs"}} of runs{{/if}}',
  inconclusive:
    'The runs prove neither a change nor that there is none{{#if needed}}; it takes about ' +
    '{{n needed "pair" "pairs"}} of runs{{/if}}',
  same: 'Any change is smaller than {{percent limit}}',
  worse: 'Worse: {{#list metrics}}{{name}} {{figures}}{{/list}}',
  better: 'Better: {{#list metrics}}{{name}} {{figures}}{{/list}}',
  alpha:
    'The probability of calling an unchanged target WORSE is {{percent alpha}}; ' +
    'metrics in brackets are informational',
  differences: 'Different on the two sides: {{#list differences}}{{name}} ({{a}}, {{b}}){{/list}}',
};
