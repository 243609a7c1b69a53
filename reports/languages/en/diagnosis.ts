import type { HypothesisId } from '../../../lib/judge/diagnosis/all.ts';
import type { HypothesisTexts } from '../finding-texts.ts';

export const diagnosis = {
  'generator-limit': {
    title: 'The generator is the limit, not the target',
    statements: {
      drops: '{{n drops "journey was" "journeys were"}} dropped while VUs were free',
      late: 'one journey in a hundred began {{ms lagMs}} or more after its planned time',
      cpu: 'k6 used {{percent ratio}} of its CPU',
      punctual: '99 of 100 journeys began within {{ms lagMs}} of their planned time',
      idle: 'k6 used only {{percent ratio}} of its CPU',
    },
    experiment: 'the same load from another host: if the figures improve, it was the generator',
  },
  'shared-resource': {
    title: 'All steps wait for something they share: CPU, event loop, connection pool, thread pool',
    statements: {
      together:
        'the p95 of every step grew with the rate ({{#list growths}}{{step}} {{#if isAtLeast}}at least {{/if}}× {{number ratio}}{{/list}})',
      flat: 'journeys completed at {{rps completedRps}} where {{rps offeredRps}} were offered',
      waiting: '{{n inFlight "journey was" "journeys were"}} in flight at once (mean of that stage)',
      sameHost: 'k6 shares the cores with the target, and takes its part of them',
    },
    experiment: 'the same load with twice the connections: if nothing changes, the connection pool is not the limit',
  },
  'slow-service': {
    title: '{{step}} takes long even without overload',
    statements: {
      idle: 'its median is {{ms p50Ms}} already at {{rps lowRps}}, where journeys hardly overlapped: {{percent share}} of the limit of {{exactMs limitMs}}',
      cost: 'it takes {{percent cost}} of the time of all requests',
      grows: 'most of its time at the highest rate is waiting: {{ms highMs}} against {{ms p50Ms}}',
      small: 'it takes only {{percent cost}} of the time of all requests',
    },
    experiment:
      '{{#if isHash}}the same load with a lower hash cost: if its share of the time falls, the hash is what takes long{{else}}one journey a second: if its median stays, it takes that long without any load{{/if}}',
  },
  'step-capacity': {
    title: '{{step}} is the limit',
    statements: {
      failures:
        '{{count failed}} of {{n attempted "attempt" "attempts"}} failed there, a higher ratio than at the other steps by more than chance',
      growth:
        'its p95 went from {{ms lowP95Ms}} at {{rps lowRps}} to {{#if isAtLeast}}at least {{/if}}{{ms highP95Ms}} at {{rps highRps}}',
      others: 'the other steps hardly changed ({{#list others}}{{step}} × {{number ratio}}{{/list}})',
      together:
        'other steps grew as much ({{#list others}}{{step}} × {{number ratio}}{{/list}}), as they do when something is shared',
      steady: 'its p95 did not grow with the rate (× {{number ratio}})',
      fewer: 'later steps saw fewer journeys, so that nothing is known of them at this rate',
    },
    experiment: 'a scenario of that step alone at the same rates: if it fails there, too, it is the limit',
  },
} satisfies Record<HypothesisId, HypothesisTexts>;
