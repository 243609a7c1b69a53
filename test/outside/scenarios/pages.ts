import './flow.ts';
import { defineScenario, defineStep, get } from '../../../lib/contract/scenario.ts';

const page = defineStep({
  name: 'page',
  needs: ['next'],
  provides: { next: 'next' },
  request: ({ next }) => get(next ?? '/page?page=1', { name: '/page' }),
  expect: { status: [200] },
});

export default defineScenario({
  name: 'pages',
  summary: 'one page after another, until there is no next',
  steps: [page] as never,
  run: async (session) => {
    for (let next = '/page?page=1'; next !== ''; next = (await session.perform(page)).next);
  },
  objectives: [],
});
