import './flow.ts';
import { defineScenario, defineStep, get } from '../../../lib/contract/scenario.ts';

const look = defineStep({
  name: 'look',
  provides: { flag: 'active' },
  request: () => get('/state'),
  expect: { status: [200] },
});
const use = defineStep({
  name: 'use',
  needs: ['flag'],
  request: ({ flag }) => get(`/use?active=${flag}`, { name: '/use' }),
  expect: { status: [200] },
});

export default defineScenario({
  name: 'boolean-field',
  summary: 'true is a value',
  steps: [look, use],
  objectives: [],
});
