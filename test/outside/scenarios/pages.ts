import './flow.ts';
import { defineScenario, defineStep, get, optional } from '../../../lib/contract/scenario.ts';

const page = defineStep({
  name: 'page',
  needs: ['next'],
  provides: { next: optional('next') },
  request: ({ next }) => get(next ?? '/page?page=1', { name: '/page' }),
  expect: { status: [200] },
});

export default defineScenario({
  name: 'pages',
  summary: 'one page after another, until there is no next',
  steps: [page] as never,
  run: async (session) => {
    let next: string | undefined;
    do next = (await session.perform(page)).next;
    while (next !== undefined);
  },
  objectives: [],
});
