import { defineScenario, defineStep, get, randomOf } from '../../../lib/contract/scenario.ts';

declare module '../../../lib/contract/scenario.ts' {
  interface Flow {
    product: string;
  }
}

const list = defineStep({
  name: 'list',
  request: () => get('/list'),
  expect: { status: [200] },
  provides: { product: randomOf('items.#.id') },
});

export default defineScenario({ name: 'nothing-to-take', summary: 'an empty list', steps: [list], objectives: [] });
