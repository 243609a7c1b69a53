import { defineScenario, defineStep, get, post } from '../../../lib/contract/scenario.ts';

const login = defineStep({
  name: 'login',
  request: (_flow, journey) => post('/login', { user: journey.id }),
  expect: { status: [302] },
});
const me = defineStep({ name: 'me', request: () => get('/me'), expect: { status: [200] } });

export default defineScenario({
  name: 'redirected-login',
  summary: 'a session in the cookie of a redirect',
  steps: [login, me],
  objectives: [],
});
