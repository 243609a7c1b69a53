import { defineScenario, defineStep, get, noGraphqlErrors, post } from '../../../lib/contract/scenario.ts';

const list = defineStep({
  name: 'list',
  request: () => get('/list'),
  expect: {
    status: [200],
    body: {
      'has items': (answer) => Number(answer.json('items.#')) > 0,
      'is of this shop': (answer) => answer.json('shop') === 'ours',
    },
  },
});

const product = defineStep({
  name: 'product',
  request: () => post('/graphql', { query: 'query($id: ID!) { product(id: $id) { title } }', variables: { id: 7 } }),
  expect: { status: [200], body: noGraphqlErrors },
});

export default defineScenario({
  name: 'body-checks',
  summary: 'a success is more than a status',
  steps: [list, product],
  objectives: [],
});
