import { standardObjectives } from '../lib/contract/objective.ts';
import { defineScenario } from '../lib/contract/scenario.ts';
import { order } from './steps/order.ts';
import { chargedUsers } from './users/shop-users.ts';

export default defineScenario({
  name: 'order-only',
  summary: 'order, as a user who has already signed up and charged points',
  users: chargedUsers,
  steps: [order],
  objectives: standardObjectives('order'),
});
