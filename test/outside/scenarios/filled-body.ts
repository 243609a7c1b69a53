import { defineScenario, defineStep, post } from '../../../lib/contract/scenario.ts';

const payload: Record<string, string> = { user: '' };
const login = defineStep({
  name: 'login',
  request: (_flow, { id }) => {
    payload.user = id;
    return post('/login', payload);
  },
  expect: { status: [200] },
});

export default defineScenario({
  name: 'filled-body',
  summary: 'one object that each journey fills in',
  steps: [login],
  objectives: [],
});
