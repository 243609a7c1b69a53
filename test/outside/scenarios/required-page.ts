import './flow.ts';
import { defineScenario, defineStep, get } from '../../../lib/contract/scenario.ts';

const page = defineStep({
  name: 'page',
  provides: { itemId: 'next.id' },
  request: () => get('/page'),
  expect: { status: [200] },
});

export default defineScenario({
  name: 'required-page',
  summary: 'a page that must have a next one',
  steps: [page],
  objectives: [],
});
