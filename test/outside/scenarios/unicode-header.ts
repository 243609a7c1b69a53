import { defineScenario, defineStep, get } from '../../../lib/contract/scenario.ts';

const find = defineStep({
  name: 'find',
  request: () => get('/find', { headers: { 'X-User': '김철수' } }),
  expect: { status: [200] },
});

export default defineScenario({ name: 'unicode-header', summary: 'a name in Korean', steps: [find], objectives: [] });
