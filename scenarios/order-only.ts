import { standardObjectives } from '../lib/contract/objective.ts';
import { defineScenario } from '../lib/contract/scenario.ts';
import { chargedCustomers } from './fixtures/customers.ts';
import { order } from './steps/order.ts';

export default defineScenario({
  name: 'order-only',
  summary: 'order, by customers signed up and charged beforehand',
  fixtures: chargedCustomers,
  steps: [order],
  objectives: standardObjectives('order'),
});
