import './flow.ts';
import { defineScenario, defineStep, post } from '../../../lib/contract/scenario.ts';

const open = defineStep({
  name: 'open',
  provides: { itemId: 'id' },
  request: () => post('/carts', {}),
  expect: { status: [200] },
});

export default defineScenario({
  name: 'two-carts',
  summary: 'one step twice, each with its own answer',
  steps: [open],
  run: async (session) => {
    const first = await session.perform(open);
    const second = await session.perform(open);
    if (first.itemId === second.itemId) throw new Error(`both carts are ${first.itemId}`);
  },
  objectives: [],
});
