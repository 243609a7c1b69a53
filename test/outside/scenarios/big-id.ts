import './flow.ts';
import { defineScenario, defineStep, get } from '../../../lib/contract/scenario.ts';

const make = defineStep({
  name: 'make',
  provides: { itemId: 'id' },
  request: () => get('/new'),
  expect: { status: [200] },
});
const show = defineStep({
  name: 'show',
  needs: ['itemId'],
  request: ({ itemId }) => get(`/items/${itemId}`, { name: '/items/:id' }),
  expect: { status: [200] },
});

export default defineScenario({ name: 'big-id', summary: 'an id of 64 bits', steps: [make, show], objectives: [] });
