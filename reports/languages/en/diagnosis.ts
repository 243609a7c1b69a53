import type { HypothesisId } from '../../../lib/judge/diagnosis/all.ts';
import type { HypothesisTexts } from '../finding-texts.ts';

export const diagnosis = {
  'generator-limit': {
    title: 'The generator is the limit, not the target',
    statements: {
      drops: '{{count drops}} journeys were dropped while VUs were free',
      late: 'one journey in a hundred began {{ms lagMs}} or more after it was due',
      cpu: 'k6 used {{percent ratio}} of its CPU',
      punctual: '99 of 100 journeys began within {{ms lagMs}} of when they were due',
      idle: 'k6 used only {{percent ratio}} of its CPU',
    },
    experiment: 'the same load from another host: if the figures improve, it was the generator',
  },
  'shared-resource': {
    title: 'All steps wait for something they share: CPU, event loop, connection pool, thread pool',
    statements: {
      together: 'every step grew with the rate ({{#list growths}}{{step}} × {{number ratio}}{{/list}} in p95)',
      flat: 'journeys completed at {{rps completedRps}} where {{rps offeredRps}} were offered',
      waiting: '{{count inFlight}} journeys were in flight at once (mean of that stage)',
      apart: 'not every step grew ({{#list growths}}{{step}} × {{number ratio}}{{/list}} in p95)',
      sameHost: 'k6 shares the cores with the target, and takes its part of them',
    },
    experiment: 'the same load with twice the connections: if nothing changes, the pool is not what is waited for',
  },
  'slow-service': {
    title: '{{step}} is slow by itself, load or no load',
    statements: {
      idle: 'its median is {{ms p50Ms}} already at {{rps lowRps}}, {{percent share}} of the limit of {{exactMs limitMs}}',
      cost: 'it takes {{percent cost}} of the time of all requests',
      grows: 'most of its time at the highest rate is waiting: {{ms highMs}} against {{ms p50Ms}}',
      small: 'it takes only {{percent cost}} of the time of all requests',
    },
    experiment:
      '{{#if isHash}}the same load with a lower hash cost: if its share of the time falls, the hash is what is slow{{else}}one journey a second: if its median stays, it is slow without any load{{/if}}',
  },
  'step-capacity': {
    title: '{{step}} takes less than it is given',
    statements: {
      failures:
        '{{count failed}} of {{n attempted "attempt" "attempts"}} failed there{{#if cutOff}}, {{count cutOff}} were cut off in it{{/if}}, more than at any other step',
      growth: 'its p95 went from {{ms lowP95Ms}} at {{rps lowRps}} to {{ms highP95Ms}} at {{rps highRps}}',
      others: 'the other steps hardly changed ({{#list others}}{{step}} × {{number ratio}}{{/list}})',
      together:
        'other steps grew as much ({{#list others}}{{step}} × {{number ratio}}{{/list}}), as they do when something is shared',
      steady: 'its p95 did not grow with the rate (× {{number ratio}})',
      unseen: 'whether its latency grew with the rate cannot be seen: no samples',
      fewer: 'later steps saw fewer journeys, so that nothing is known of them at this rate',
    },
    experiment: 'the step alone at the same rates: if it breaks there, too, it is the limit',
  },
} satisfies Record<HypothesisId, HypothesisTexts>;
