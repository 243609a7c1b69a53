import { defineScenario, defineStep, get, think } from '../../../lib/contract/scenario.ts';

const look = defineStep({ name: 'look', request: () => get('/look'), expect: { status: [200] } });
const buy = defineStep({ name: 'buy', request: () => get('/buy'), expect: { status: [200] } });

export default defineScenario({
  name: 'pausing',
  summary: 'looks, thinks, buys, thinks',
  steps: [look, think('800ms..1200ms'), buy, think('200ms')],
  objectives: [
    { kind: 'latency', percentile: 95, belowMs: 600 },
    { kind: 'journey-latency', percentile: 95, belowMs: 700 },
    { kind: 'journey-success', aboveRatio: 0.99 },
  ],
});
