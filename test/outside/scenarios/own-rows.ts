import { csv, defineScenario, defineStep, post } from '../../../lib/contract/scenario.ts';

declare module '../../../lib/contract/scenario.ts' {
  interface Flow {
    user: string;
    password: string;
  }
}

const login = defineStep({
  name: 'login',
  needs: ['user', 'password'],
  request: ({ user, password }) => post('/login', { user, password }),
  expect: { status: [200] },
});

export default defineScenario({
  name: 'own-rows',
  summary: 'a row for each journey',
  data: {
    user: csv('data/accounts.csv', { order: 'unique' }),
    password: csv('data/accounts.csv', { order: 'unique' }),
  },
  steps: [login],
  objectives: [],
});
