/** What a suggested run is for. */
export const experimentWhy = {
  'lower-rate': 'half the rate: are the objectives met there?',
  'below-first': 'half the mean rate of the first stage that missed, held steadily: are the objectives met there?',
  'hold-rate': 'the rate that met its objectives, for five minutes: can it be sustained?',
  'find-edge': 'plateaus between the highest rate that met the objectives and the first that did not',
  'more-users': 'more VUs: do all journeys start?',
  'warm-up': 'with a warm-up, so that the figures do not include a cold target',
};

/** Reports of several runs that answer one question. */
export const experiment = {
  gate: 'Gate: {{subject}}',
  calibration: 'Calibration: {{subject}}',
  capacity: 'Capacity: {{subject}}',
  overload: 'Overload: {{subject}}',
  sweep: 'Sweep: {{subject}}',
  diagnosis: 'What limits {{subject}}?',
  sides: '{{b}} against {{a}}',
  /** Targets as experiment.json names them, and what its runs were made for, where a language has other words. */
  targets: [] as readonly (readonly [RegExp, string])[],
  labels: [[/, anchor, /, ', repeat of baseline, ']] as readonly (readonly [RegExp, string])[],
  running: 'It is still running',
  finished: 'It is finished',
  undecided: 'It made all of its runs, and the answer is still not clear',
  'budget-spent': 'The time budget ran out before the answer was clear',
  interrupted: 'You stopped it',
  failed: 'It failed: {{detail}}',
  counted:
    '{{n n "run counts" "runs count"}}{{#if discarded}}, {{n discarded "was" "were"}} repeated{{/if}}' +
    '{{#if suspects}}; {{count suspects}} of them SUSPECT, for reasons that their reports give{{/if}}',
  budget: 'The time budget was {{duration budgetMs}}',
  failures: 'Failures of which one is enough to fail the gate',
  hardFailures: {
    'not-ready': 'it never came up, or did not answer as expected',
    'target-died': 'it died under the load',
    'data-integrity': 'its data was not consistent after the load',
    'journey-success': 'fewer journeys succeeded than the objective asks for',
  },
  yes: 'yes',
  repeated: 'no, repeated',
  notCalibrated: 'No calibration was stored: it ended before there were enough pairs',
  pairs:
    'A gate of this load on this host needs {{n pairs "pair" "pairs"}} of runs to find journeys that take ' +
    '{{percent limit}} longer, in 9 of 10 cases',
  tooFewPairs: 'Even {{count pairs}} pairs are too few for a gate of this load on this host: make its runs longer',
  spread: 'Spread between two runs of the same target',
  detectable: 'smallest detectable change (4 of 5 cases)',
  sd: 'standard deviation',
  falseAlarms: 'Of {{count gates}} simulated gates, {{percent ratio}} called the target worse than itself',
};
