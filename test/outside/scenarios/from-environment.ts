import { defineScenario, defineStep, get } from '../../../lib/contract/scenario.ts';

const tenant = __ENV.TENANT ?? 'none';
const ask = defineStep({
  name: 'ask',
  request: () => get(`/tenant/${tenant}`),
  expect: { status: [200] },
});

export default defineScenario({ name: 'from-environment', summary: tenant, steps: [ask], objectives: [] });
