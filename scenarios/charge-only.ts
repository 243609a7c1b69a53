import { standardObjectives } from '../lib/contract/objective.ts';
import { defineScenario } from '../lib/contract/scenario.ts';
import { signedUpCustomers } from './fixtures/customers.ts';
import { charge } from './steps/charge.ts';

export default defineScenario({
  name: 'charge-only',
  summary: 'charge points, by customers signed up beforehand',
  fixtures: signedUpCustomers,
  steps: [charge],
  objectives: standardObjectives('charge'),
});
