/** Reports of a search for the highest sustainable rate. */
export const capacity = {
  above: 'The sustainable rate is above {{rps aboveRps}}',
  none: 'No sustainable rate can be named',
  metSoFar: 'The highest rate of a trial that met the objectives: {{rps rateRps}}, for {{duration measuredMs}}',
  rate:
    '{{rps rateRps}} is the highest rate that meets the objectives' +
    '{{#if interval}}; nominal 90 % interval {{rps lowRps}} to {{rps highRps}}{{/if}}',
  doubtful:
    'The highest rate that meets the objectives is near {{rps rateRps}}, but none below it could be held for a minute' +
    '{{#if interval}}; nominal 90 % interval {{rps lowRps}} to {{rps highRps}}{{/if}}',
  heldLower:
    'The highest rate that meets the objectives is near {{rps rateRps}}, but only {{rps confirmedRps}} could be held ' +
    'for a minute{{#if interval}}; nominal 90 % interval {{rps lowRps}} to {{rps highRps}}{{/if}}',
  atLeast: 'The target meets the objectives at {{rps rateRps}}, the highest rate that was tried: there may be more',
  decidedBy: 'The objective that decides: {{objective}}',
  confirmed: '{{rps confirmedRps}} was held for a minute and met all objectives',
  saturation: 'In overload it completed {{rps saturationRps}}',
  arrivals: {
    even: 'Journeys started evenly spaced; with random arrivals the rate is lower',
    poisson: 'Journeys started at random, independently of each other (Poisson arrivals)',
  },
  cost: 'It took {{n trials "trial" "trials"}} and {{duration loadMs}} of load',
  flags: {
    'limit-missed-unloaded': 'An objective is already missed at the lowest rate: there is no capacity to find',
    'service-limited':
      'The limit is close to what a journey takes without any load, so that small changes move the rate a lot',
    'never-saturated': 'The target was never at its limit: raise --max-rate, or use a stronger generator',
    'generator-limited': 'The generator reached its own limit before the target did: the rate is a lower bound',
    irregular: 'Trials contradict each other, or the interval is wider than asked for: take the rate with care',
    'budget-spent': 'The budget of load ran out before the interval was as narrow as asked for: allow more --budget',
    'did-not-recover':
      'After overload the target stayed slow without any load: what was measured after that says nothing',
    drift: 'At the same rate the target was faster or slower at the end than at the start: the rate is not stable',
    'target-died': 'The target died under the load: no rate is sustainable until that is mended',
    'sheds-load': 'In overload the target refuses journeys quickly instead of letting them wait',
    'not-confirmed': 'No rate below the estimate could be held for a minute: do not rely on the rate',
    stopped: 'You stopped the search: this is what was known',
  },
  sections: { limits: 'Each objective by itself', trials: 'Trials', curve: 'Latency by rate' },
  columns: {
    purpose: 'purpose',
    interval: '90 % interval',
    bad: 'beyond a limit',
    mean: 'mean latency',
    finished: 'succeeded, /s',
    measured: 'measured',
    result: 'result',
  },
  badOf: '{{percent ratio}} ({{percent limit}} allowed)',
  purposes: {
    'warm-up': 'warm-up',
    baseline: 'baseline',
    scout: 'scout',
    refine: 'refine',
    confirm: 'confirm',
    anchor: 'repeat of baseline',
    reference: 'reference',
    overload: 'overload',
    after: 'afterwards',
  },
  endings: {
    met: 'met',
    missed: 'missed',
    overloaded: 'overloaded, ended early',
    'generator-limited': 'generator at its limit',
    'target-died': 'target died',
    'did-not-recover': 'did not recover',
  },
  axisRate: 'journeys started per second',
  axisLatency: 'mean latency of a journey, ms',
  marks: { met: 'met the objectives', missed: 'missed one', interval: '90 % interval' },
};

/** Reports of what a target does beyond its sustainable rate. */
export const overload = {
  notTried: 'No overload was made',
  behaviour: {
    keeps: 'Beyond its sustainable rate of {{rps capacityRps}} it keeps at least {{percent keptRatio}} of it',
    degrades: 'Beyond its sustainable rate of {{rps capacityRps}} only {{percent keptRatio}} of it are left',
    queues:
      'It lets journeys wait: beyond its sustainable rate of {{rps capacityRps}} it completes as much as before, ' +
      'but only {{percent keptRatio}} of that rate meets the objectives',
    collapses:
      'It collapses: beyond its sustainable rate of {{rps capacityRps}} only {{percent keptRatio}} of it are left',
    metastable: 'It does not recover by itself: when the overload is over, it still misses its objectives',
    unknown: 'It was not overloaded, so that nothing can be said: find its sustainable rate with caseload capacity',
  },
  died: 'It died under the load',
  referenceMissed:
    'It missed an objective at {{rps referenceRps}} already, before any overload: its sustainable rate is lower',
  recovered: 'At the latest {{duration recoveryMs}} after the load was gone it was as fast as before',
  consistent: 'Its data was consistent after all of it',
  inconsistent: 'Its data was not consistent afterwards',
  title: 'Overloads',
  columns: {
    factor: 'load',
    throughput: 'succeeded, /s',
    goodput: 'good, /s',
    kept: 'kept',
    recovery: 'recovery',
    after: 'afterwards',
  },
  good: 'Good are journeys that met every objective, in the second half of each overload',
  times: '{{number factor}}×',
  notRecovered: 'none in 60 s',
};
