import type { FindingRule } from '../contract/finding.ts';
import { count, percent } from './figures.ts';

export default {
  id: 'survivorship',
  judge: ({ accounting, steps, ending }) => {
    const last = steps.at(-1);
    if (last === undefined || last.attempted === 0 || ending.kind !== 'completed') return undefined;
    const ofAttempted = last.succeeded / last.attempted;
    const ofScheduled = accounting.ok / accounting.scheduled;
    if (ofAttempted < 0.99 || ofAttempted - ofScheduled < 0.01) return undefined;
    return {
      severity: 'note',
      what: `${last.name} succeeded in ${count(last.succeeded)} of ${count(last.attempted)} attempts (${percent(ofAttempted)}), but only ${count(accounting.ok)} of ${count(accounting.scheduled)} scheduled journeys (${percent(ofScheduled)}) succeeded`,
      why: 'The rate of a step is that of the survivors: who was dropped or failed before it is not in its denominator, and the load that it saw was lighter.',
      advice: `Judge by the journeys of all scheduled.${steps.length === 1 ? '' : ` To load ${last.name} alone, use a scenario with customers made beforehand (order-only, charge-only).`}`,
    };
  },
} satisfies FindingRule;
