import {
  choose,
  defineScenario,
  defineStep,
  get,
  optional,
  post,
  randomOf,
  repeat,
  think,
  when,
} from '../../../lib/contract/scenario.ts';

declare module '../../../lib/contract/scenario.ts' {
  interface Flow {
    chosenId: string;
    nextPage?: string;
    cartId: string;
  }
}

const list = defineStep({
  name: 'list',
  request: () => get('/list'),
  expect: { status: [200] },
  provides: { chosenId: randomOf('ids.#'), nextPage: optional('next') },
});
const view = defineStep({
  name: 'view',
  needs: ['chosenId'],
  request: ({ chosenId }) => get(`/items/${chosenId}`, { name: '/items/:id' }),
  expect: { status: [200] },
});
const more = defineStep({
  name: 'more',
  needs: ['nextPage'],
  request: ({ nextPage = '' }) => get(nextPage, { name: '/more' }),
  expect: { status: [200] },
});
const quickCart = defineStep({
  name: 'quick-cart',
  needs: ['chosenId'],
  request: ({ chosenId }) => post('/carts', { item: chosenId }),
  expect: { status: [201] },
  provides: { cartId: 'id' },
});
const fullCart = defineStep({
  name: 'full-cart',
  request: () => post('/carts', {}),
  expect: { status: [201] },
  provides: { cartId: 'id' },
});
const pay = defineStep({
  name: 'pay',
  needs: ['cartId'],
  request: ({ cartId }) => post(`/carts/${cartId}/payments`, {}, { name: '/carts/:id/payments' }),
  expect: { status: [201] },
});

export default defineScenario({
  name: 'branching',
  summary: 'looks at some, then leaves or buys in one of two ways',
  steps: [
    list,
    repeat([1, 3], [view, think('10ms..30ms')]),
    when(['nextPage'], ({ nextPage }) => nextPage !== undefined, [more]),
    choose({
      leave: { weight: 50, steps: [] },
      buy: {
        weight: 50,
        steps: [
          choose({
            quick: { weight: 3, steps: [quickCart] },
            full: { weight: 1, steps: [view, fullCart] },
          }),
          pay,
        ],
      },
    }),
  ],
  objectives: [{ kind: 'step-success', step: 'pay', aboveRatio: 0.9 }],
});
