import { standardObjectives } from '../lib/contract/objective.ts';
import { defineScenario } from '../lib/contract/scenario.ts';
import { charge } from './steps/charge.ts';
import { signedUpUsers } from './users/shop-users.ts';

export default defineScenario({
  name: 'charge-only',
  summary: 'charge points, as a user who has already signed up',
  users: signedUpUsers,
  steps: [charge],
  objectives: standardObjectives('charge'),
});
