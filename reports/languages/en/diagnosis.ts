import type { HypothesisId } from '../../../lib/judge/diagnosis/all.ts';
import type { HypothesisTexts } from '../finding-texts.ts';

export const diagnosis = {
  'generator-limit': {
    title: 'The generator is the limit, not the target',
    statements: {
      drops: '{{n drops "journey was" "journeys were"}} dropped while VUs were free',
      late: 'one journey in a hundred started {{ms lagMs}} or more after its planned time',
      cpu: 'k6 used {{percent ratio}} of its CPU',
      punctual: '99 of 100 journeys started within {{ms lagMs}} of their planned time',
      idle: 'k6 used only {{percent ratio}} of its CPU',
    },
    experiment: 'the same load from another host: if the figures improve, the generator was the limit',
  },
  'shared-resource': {
    title: 'All steps wait for something they share: CPU, event loop, connection pool, thread pool',
    statements: {
      together:
        'the p95 of every step grew with the rate ({{#list growths}}{{step}} ' +
        '{{#if isAtLeast}}at least {{/if}}× {{number ratio}}{{/list}})',
      flat: 'journeys completed at {{rps completedRps}} where {{rps offeredRps}} were offered',
      waiting: '{{n inFlight "journey was" "journeys were"}} in flight at once (mean of that stage)',
      sameHost: 'k6 runs on the same cores as the target, and takes CPU from it',
    },
    experiment: 'the same load with twice the connections: if nothing changes, the connection pool is not the limit',
  },
  'slow-service': {
    title: '{{step}} takes long even without overload',
    statements: {
      idle:
        'even at {{rps lowRps}}, where journeys hardly overlapped, its median is {{ms p50Ms}}: ' +
        '{{percent share}} of the limit of {{exactMs limitMs}}',
      cost: 'it takes {{percent cost}} of the total request time',
      grows:
        'at the highest rate most of its time is waiting: its median is {{ms highMs}} there, ' +
        'and {{ms p50Ms}} at the lowest rate',
      small: 'it takes only {{percent cost}} of the total request time',
    },
    experiment:
      '{{#if isHash}}the same load with a lower hash cost: if its share of the time falls, ' +
      'hashing is what takes long{{else}}one journey per second: if its median stays the same, ' +
      'it takes that long even without load{{/if}}',
  },
  'step-capacity': {
    title: '{{step}} is the limit',
    statements: {
      failures:
        '{{count failed}} of {{n attempted "attempt" "attempts"}} failed there, ' +
        'more than at the other steps and more than chance would explain',
      growth:
        'its p95 went from {{ms lowP95Ms}} at {{rps lowRps}} to {{#if isAtLeast}}at least ' +
        '{{/if}}{{ms highP95Ms}} at {{rps highRps}}',
      others: 'the other steps hardly changed ({{#list others}}{{step}} × {{number ratio}}{{/list}})',
      together:
        'other steps grew as much ({{#list others}}{{step}} × {{number ratio}}{{/list}}), ' +
        'which points to something shared',
      steady: 'its p95 did not grow with the rate (× {{number ratio}})',
      fewer: 'later steps got fewer journeys, so nothing is known about them at this rate',
    },
    experiment: 'a scenario with only that step at the same rates: if it fails there too, it is the limit',
  },
} satisfies Record<HypothesisId, HypothesisTexts>;
