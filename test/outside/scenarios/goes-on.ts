import { defineScenario, defineStep, get } from '../../../lib/contract/scenario.ts';

const search = defineStep({ name: 'search', request: () => get('/search'), expect: { status: [200] } });
const home = defineStep({ name: 'home', request: () => get('/home'), expect: { status: [200] } });

export default defineScenario({
  name: 'goes-on',
  summary: 'goes home where the search fails',
  steps: [search, home],
  run: async (session) => {
    await session.perform(search).catch(() => undefined);
    await session.perform(home);
  },
  objectives: [],
});
