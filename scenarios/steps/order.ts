import { defineStep } from '../../lib/contract/scenario.ts';
import { placeOrder } from '../api/shop.ts';

export const order = defineStep({
  name: 'order',
  needs: ['token'],
  request: (flow) => placeOrder(flow.token),
  expect: { status: [200, 201] },
});
