import { defineScenario, defineStep, get } from '../../../lib/contract/scenario.ts';

const slow = defineStep({
  name: 'slow',
  request: () => get('/slow'),
  expect: { status: [200] },
  timeoutMs: 300,
});

export default defineScenario({ name: 'own-timeout', summary: 'gives up soon', steps: [slow], objectives: [] });
