// Checked by the compiler alone (tsc -b): each line below the expected errors would be an error of its own if the
// scenario types let it pass.
import {
  choose,
  csv,
  defineScenario,
  defineStep,
  defineUsers,
  fromAnswer,
  fromHeader,
  post,
  repeat,
  think,
  when,
} from '../../lib/contract/scenario.ts';
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

// Pauses and branches.

export const pausing = defineScenario({ ...rest, steps: [signup, think('1s'), order, think('1s')] });

// @ts-expect-error order needs the token before signup provides it, whatever is between them
export const pausingWrongly = defineScenario({ ...rest, steps: [think('1s'), order, think('1s'), signup] });

const bothSignUp = choose({ quick: { weight: 1, steps: [signup] }, full: { weight: 2, steps: [signup, charge] } });
const oneSignsUp = choose({ quick: { weight: 1, steps: [signup] }, none: { weight: 2, steps: [] } });

export const everyWay = defineScenario({ ...rest, steps: [bothSignUp, order] });

// @ts-expect-error only one of the ways provides the token
export const oneWay = defineScenario({ ...rest, steps: [oneSignsUp, order] });

export const inWays = defineScenario({
  ...rest,
  steps: [signup, choose({ charge: { weight: 1, steps: [charge] }, order: { weight: 1, steps: [order] } })],
});

// @ts-expect-error a way needs the token
export const needyWay = defineScenario({ ...rest, steps: [choose({ a: { weight: 1, steps: [order] } }), signup] });

export const repeated = defineScenario({ ...rest, steps: [repeat(2, [signup, charge]), order] });

// @ts-expect-error what is repeated needs the token
export const repeatedTooEarly = defineScenario({ ...rest, steps: [repeat([1, 2], [charge, signup])] });

export const sometimes = defineScenario({
  ...rest,
  steps: [signup, when(['token'], ({ token }) => token !== '', [charge]), order],
});

export const sometimesProvided = defineScenario({
  ...rest,
  // @ts-expect-error what may be left out provides nothing
  steps: [when([], () => true, [signup]), order],
});

// Data, and what is taken of an answer.

export const fromData = defineScenario({ ...rest, data: { token: csv('tokens.csv') }, steps: [order] });

export const taken = defineStep({ ...pay, request: () => post('/', {}), provides: { token: fromHeader('x-token') } });

export const takenWrongly = defineStep({
  ...pay,
  request: () => post('/', {}),
  // @ts-expect-error the token is a text
  provides: { token: fromAnswer(() => 7) },
});
