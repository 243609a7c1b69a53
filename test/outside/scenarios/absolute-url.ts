import { defineScenario, defineStep, get } from '../../../lib/contract/scenario.ts';

const find = defineStep({
  name: 'find',
  request: () => get('http://127.0.0.1:9/other'),
  expect: { status: [200] },
});

export default defineScenario({ name: 'absolute-url', summary: 'a host in a path', steps: [find], objectives: [] });
