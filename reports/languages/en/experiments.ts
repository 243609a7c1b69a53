/** Why to make a suggested run. */
export const experimentWhy = {
  'lower-rate': 'half the rate: does it meet its objectives there?',
  'below-first': 'a steady rate at half of the first stage that missed: does it meet its objectives there?',
  'hold-rate': 'the rate that met its objectives, for five minutes: can it be sustained?',
  'find-edge': 'plateaus between the last rate that met the objectives and the first that did not',
  'more-users': 'more VUs: do all journeys start?',
  'warm-up': 'with a warm-up, to keep a cold target out of the figures',
};

/** Reports of several runs that answer one question. */
export const experiment = {
  gate: 'Gate: {{subject}}',
  calibration: 'Calibration: {{subject}}',
  running: 'It is still running',
  finished: 'It has its answer',
  'budget-spent': 'The time budget was spent before the answer was clear',
  interrupted: 'It was stopped by its user',
  failed: 'It failed: {{detail}}',
  counted: '{{n n "run counts" "runs count"}}{{#if discarded}}, {{n discarded "was" "were"}} repeated{{/if}}',
  budget: 'The time budget was {{duration budgetMs}}',
  yes: 'yes',
  repeated: 'no, repeated',
  pairs: 'A gate of this load on this host needs {{n pairs "pair" "pairs"}} of runs',
  spread: 'Spread between two runs of the same target',
  detectable: 'smallest change found',
  sd: 'spread',
  falseAlarms: 'Of {{count gates}} simulated gates {{percent ratio}} called the target worse than itself',
};
