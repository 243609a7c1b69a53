import { standardObjectives } from '../lib/contract/objective.ts';
import { defineScenario } from '../lib/contract/scenario.ts';
import { signup } from './steps/signup.ts';

export default defineScenario({
  name: 'signup-only',
  summary: 'sign up',
  steps: [signup],
  objectives: standardObjectives('signup'),
});
