/** Reports of the settings of a target under one load. */
export const sweep = {
  tooFew: 'Two repetitions of all settings at least are needed to compare them',
  none: 'No setting can be compared: each of them fails, or too few journeys finished',
  noDifference: 'No difference that this sweep could see: it would have seen one of {{percent detectable}} or more',
  ofLatency: {
    best: '{{best}} is the fastest',
    enough: '{{smallest}} is enough: as far as this sweep can see, no slower than {{best}}, which was the fastest',
    worse: '{{setting}} is slower: {{more}} ({{from}} to {{to}})',
  },
  ofGoodput: {
    best: 'With {{best}} most journeys end well',
    enough:
      '{{smallest}} is enough: as far as this sweep can see, no worse than {{best}}, ' +
      'with which most journeys ended well',
    worse: 'With {{setting}} fewer journeys end well: {{more}} ({{from}} to {{to}})',
  },
  metrics: { p50: 'p50', p95: 'p95', goodput: 'journeys that ended well, /s' },
  failing: 'With {{setting}} the target fails: {{#list failures}}{{what}}{{/list}}',
  inconsistent: 'With {{setting}} its data is not consistent after the load, whatever it gains',
  how:
    'Each setting was tried in {{n repetitions "run" "runs"}}, in random order; all intervals against the best ' +
    'hold together with {{percent confidence}}',
  title: 'Settings',
  chart: '{{metric}} of a journey by setting, each with its own 95 % interval',
  columns: {
    setting: 'setting',
    against: 'against the best',
    journeys: 'journeys that succeeded',
    result: 'result',
  },
  against: '{{more}} ({{from}} to {{to}})',
  results: {
    best: 'best',
    same: 'no worse, as far as can be seen',
    worse: 'worse',
    failing: 'fails',
    inconsistent: 'broken data',
    unknown: 'not compared',
  },
};
