import { standardObjectives } from '../lib/contract/objective.ts';
import { defineScenario } from '../lib/contract/scenario.ts';
import { order } from './steps/order.ts';
import { chargedUsers } from './users/shop-users.ts';

export default defineScenario({
  name: 'order-only',
  summary: 'order, by users signed up and charged beforehand',
  users: chargedUsers,
  steps: [order],
  objectives: standardObjectives('order'),
});
