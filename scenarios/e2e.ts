import { standardObjectives } from '../lib/contract/objective.ts';
import { defineScenario } from '../lib/contract/scenario.ts';
import { charge } from './steps/charge.ts';
import { order } from './steps/order.ts';
import { signup } from './steps/signup.ts';

export default defineScenario({
  name: 'e2e',
  summary: 'sign up → charge points → order',
  steps: [signup, charge, order],
  objectives: standardObjectives('order'),
});
