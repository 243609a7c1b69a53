/** Reports of a diagnosis that a change tests. */
export const confirmation = {
  outcomes: {
    'target-died': 'The target died under the load: find out why before you ask what limits it',
    'nothing-limits': 'Nothing limits the target under this load: raise the rate',
    undetermined: 'What was read of the target does not say what limits it, so there is nothing to test',
    'noisy-host': 'Other programs took the CPUs of this host, so no change was tried: run it again on a quiet one',
    'no-change': 'The limit has a name, but no setting of this target is known that would move it',
    'no-room': 'The target did nearly all that was offered: only a higher rate can show what a change gains',
    predicted:
      '{{name}} from {{from}} to {{to}} should change the journeys completed per second by {{predicted}} ' +
      '({{predictedLow}} to {{predictedHigh}}); --confirm tests it',
    open:
      'Not decided: {{name}} from {{from}} to {{to}} was predicted to change the journeys completed per second by ' +
      '{{predicted}} ({{predictedLow}} to {{predictedHigh}}){{#if measured}}, and changed them by {{measured}} ' +
      '({{measuredLow}} to {{measuredHigh}}){{/if}}; more pairs or longer runs would decide it',
    confirmed:
      'Confirmed: {{name}} from {{from}} to {{to}} changed the journeys completed per second by {{measured}} ' +
      '({{measuredLow}} to {{measuredHigh}}); {{predicted}} was predicted ({{predictedLow}} to {{predictedHigh}})',
    refuted:
      'Refuted: {{name}} from {{from}} to {{to}} changed the journeys completed per second by {{measured}} only ' +
      '({{measuredLow}} to {{measuredHigh}}); {{predicted}} was predicted ({{predictedLow}} to {{predictedHigh}})',
    failing: '{{name}}={{to}} broke the data of the target, whatever it gains',
  },
  basis: 'The prediction goes by the CPU time of a journey; the next limit should be {{next}}',
  next: {
    'same-limit': 'the same one, at a higher rate',
    'offered-load': 'the load that is offered',
    'host-cpu': 'the CPUs of this host',
    'main-thread': 'the main thread of the target',
    pool: 'the connections of the pool',
  },
  how:
    'Runs with and without the change took turns; ' +
    'the interval of what was measured holds with {{percent confidence}}',
  title: 'Runs compared',
  columns: { setting: 'setting', goodput: 'journeys/s', limit: 'what limits it' },
  asItIs: 'as it is',
  none: 'nothing',
  unknown: 'not known',
};
