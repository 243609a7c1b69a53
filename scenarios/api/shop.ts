/**
 * The shop's HTTP API: every path, field name and body that the scenarios use. To point the library at another shop,
 * change this file (and the statuses in scenarios/steps/ where yours answers others).
 */
import { type Journey, post, type StepRequest } from '../../lib/contract/scenario.ts';

declare module '../../lib/contract/scenario.ts' {
  /** What flows between the steps of a journey. */
  interface Flow {
    /** Bearer token of the signed-up user. */
    token: string;
  }
}

/** Fields of the answers that steps hand on. */
export const answers = {
  register: { token: 'accessToken' },
} as const;

// Bodies that never change are written as text once: an object would be turned into text for every request.

/** Points that one journey charges; one order costs 1. */
const chargeBody = JSON.stringify({ amount: 1_000 });

/** Points of a user charged beforehand: enough for any number of orders in one run. */
const advanceBody = JSON.stringify({ amount: 1_000_000 });

/** One piece of one product: a hot row of stock, as in a flash sale. */
const orderBody = JSON.stringify({ productId: 1, quantity: 1 });

/**
 * Signs a new user up. The e-mail carries the run's id, so that a database that lives on never answers 409. Written as
 * text, since it is another for each journey: that spares k6 an object and its conversion every time.
 */
export const register = (journey: Journey): StepRequest =>
  post('/api/auth/register', `{"email":"load-${journey.id}@caseload.test","password":"correct-horse-battery"}`);

/** Charges points for one journey. */
export const chargePoints = (token: string): StepRequest => post('/api/points/charge', chargeBody, { token });

/** Charges points for all orders of a run. */
export const chargePointsInAdvance = (token: string): StepRequest => post('/api/points/charge', advanceBody, { token });

/** Orders one piece. */
export const placeOrder = (token: string): StepRequest => post('/api/orders', orderBody, { token });
