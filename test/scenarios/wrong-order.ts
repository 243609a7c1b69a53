// Checked by the compiler alone (tsc -b): each line below the expected errors would be an error of its own if the
// scenario types let it pass.
import { defineScenario, defineStep, defineUsers, post } from '../../lib/contract/scenario.ts';
// Declares the key 'token': the compiled declarations of the steps do not name this file.
import '../../scenarios/api/shop.ts';
import { charge } from '../../scenarios/steps/charge.ts';
import { order } from '../../scenarios/steps/order.ts';
import { signup } from '../../scenarios/steps/signup.ts';
import { chargedUsers } from '../../scenarios/users/shop-users.ts';

const rest = { name: 'typed', summary: '-', objectives: [] } as const;

export const inOrder = defineScenario({ ...rest, steps: [signup, charge, order] });

export const providedByUsers = defineScenario({ ...rest, users: chargedUsers, steps: [order] });

export const allByUsers = defineScenario({ ...rest, users: chargedUsers, steps: [order, charge, signup] });

// @ts-expect-error order needs the token before signup provides it
export const wrongOrder = defineScenario({ ...rest, steps: [order, signup] });

// @ts-expect-error nobody provides the token at all
export const nobodyProvides = defineScenario({ ...rest, steps: [order] });

// @ts-expect-error the first of three steps is without its token
export const firstOfThree = defineScenario({ ...rest, steps: [charge, signup, order] });

// @ts-expect-error the steps of users are checked likewise
export const wrongUsers = defineUsers({ name: '-', provides: ['token'], steps: [charge, signup] });

const pay = { name: 'pay', expect: { status: [200] } } as const;

// @ts-expect-error no API file declares the key 'tokn'
export const unknownNeed = defineStep({ ...pay, needs: ['tokn'], request: () => post('/', {}) });

// @ts-expect-error what is provided must be a declared key too
export const unknownProvision = defineStep({ ...pay, provides: { tokn: 'a' }, request: () => post('/', {}) });

// @ts-expect-error a step sees only what it needs
export const undeclaredUse = defineStep({ ...pay, request: ({ token }) => post('/', { token }) });

export const declaredUse = defineStep({ ...pay, needs: ['token'], request: ({ token }) => post('/', { token }) });
