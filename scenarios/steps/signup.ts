import { defineStep } from '../../lib/contract/scenario.ts';
import { answers, register } from '../api/shop.ts';

export const signup = defineStep({
  name: 'signup',
  provides: { token: answers.register.token },
  request: (_flow, journey) => register(journey),
  expect: { status: [201], check: 'register' },
});
