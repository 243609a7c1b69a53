import { defineStep } from '../../lib/contract/scenario.ts';
import { chargePoints, chargePointsInAdvance } from '../api/shop.ts';

export const charge = defineStep({
  name: 'charge',
  needs: ['token'],
  request: (flow) => chargePoints(flow.token),
  expect: { status: [200, 201] },
});

/** For prepared users: one charge that lasts for all orders of a run. */
export const chargeInAdvance = defineStep({
  name: 'charge',
  needs: ['token'],
  request: (flow) => chargePointsInAdvance(flow.token),
  expect: { status: [200, 201] },
});
