import './flow.ts';
import { defineScenario, defineStep, get } from '../../../lib/contract/scenario.ts';

const make = defineStep({
  name: 'make',
  provides: { first: 'items.0.id', below: 'of.owner.id', large: 'item-size', share: 'share', whole: 'whole' },
  request: () => get('/new'),
  expect: { status: [200] },
});
const show = defineStep({
  name: 'show',
  needs: ['first', 'below', 'large', 'share', 'whole'],
  request: ({ first, below, large, share, whole }) =>
    get(`/items/${first}/${below}/${large}/${share}/${whole}`, { name: '/items' }),
  expect: { status: [200] },
});

export default defineScenario({ name: 'odd-ids', summary: 'numbers of any kind', steps: [make, show], objectives: [] });
