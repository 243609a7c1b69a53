import { defineUsers } from '../../lib/contract/scenario.ts';
import { chargeInAdvance } from '../steps/charge.ts';
import { signup } from '../steps/signup.ts';

/** Users who have signed up. */
export const signedUpUsers = defineUsers({
  name: 'signed-up users',
  provides: ['token'],
  steps: [signup],
});

/** Users who have signed up and have points for every order of the run. */
export const chargedUsers = defineUsers({
  name: 'charged users',
  provides: ['token'],
  steps: [signup, chargeInAdvance],
});
