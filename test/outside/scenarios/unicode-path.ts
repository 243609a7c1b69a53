import { defineScenario, defineStep, get } from '../../../lib/contract/scenario.ts';

const find = defineStep({
  name: 'find',
  request: () => get('/find?q=사과 주스&half=50%25', { name: '/find' }),
  expect: { status: [200] },
});

export default defineScenario({ name: 'unicode-path', summary: 'a query in Korean', steps: [find], objectives: [] });
