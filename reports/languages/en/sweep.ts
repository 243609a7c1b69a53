/** Reports of the settings of a target under one load. */
export const sweep = {
  tooFew: 'Two repetitions of all settings at least are needed to compare them',
  none: 'No setting can be compared: each of them fails, or too few journeys finished',
  noDifference: 'No difference that this sweep could see: it would have seen one of {{percent detectable}} or more',
  fastest: '{{fastest}} is the fastest',
  enough: '{{smallest}} is enough: as far as this sweep can see, no slower than {{fastest}}, which was the fastest',
  slower: '{{setting}} is slower: {{more}} ({{from}} to {{to}})',
  failing: 'With {{setting}} the target fails: {{#list failures}}{{what}}{{/list}}',
  inconsistent: 'With {{setting}} its data is not consistent after the load, however fast it is',
  how:
    'Each setting was tried in {{n repetitions "run" "runs"}}, in random order; all intervals against the fastest ' +
    'hold together with {{percent confidence}}',
  title: 'Settings',
  chart: '{{metric}} of a journey by setting, each with its own 95 % interval',
  columns: {
    setting: 'setting',
    against: 'against the fastest',
    journeys: 'journeys that succeeded',
    result: 'result',
  },
  against: '{{more}} ({{from}} to {{to}})',
  results: {
    fastest: 'fastest',
    same: 'no slower, as far as can be seen',
    slower: 'slower',
    failing: 'fails',
    inconsistent: 'broken data',
    unknown: 'not compared',
  },
};
