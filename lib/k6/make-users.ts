import { sleep } from 'k6';
import exec from 'k6/execution';
import { bodyCause } from '../contract/failure-cause.ts';
import type { Exchange, JourneyEnd } from '../contract/preparation.ts';
import type { Journey, Users } from '../contract/scenario.ts';
import { send } from './channel.ts';
import { checkedStep } from './checked-step.ts';
import type { FlowBag } from './flow-bag.ts';
import { type JourneyPlan, type NamedStep, performersOf } from './journey.ts';
import { lastMissing } from './response-field.ts';
import { onExchange } from './traced-http.ts';

/** How often a user is tried whose step was answered with a 5xx. */
const maxAttempts = 10;
const pauseSeconds = 0.1;

type Prepared = { readonly user: Record<string, string> } | { readonly end: JourneyEnd };

/** What was thrown, with its place in the source where it has one. */
export const stackOf = (error: unknown): string => (error as Error | undefined)?.stack || String(error);

/** Performs the steps that prepare a user, and returns what the user's journeys start with. */
export const prepareUser = (steps: readonly NamedStep[], provides: readonly string[], journey: Journey): Prepared => {
  const flow: FlowBag = {};
  for (const { name, perform } of steps) {
    try {
      const cause = perform(flow, journey);
      if (cause !== undefined) return { end: { phase: 'users', failedStep: name, cause, ...missingKey(cause) } };
    } catch (error) {
      return { end: { phase: 'users', failedStep: name, exception: stackOf(error) } };
    }
  }
  const user: Record<string, string> = {};
  for (const key of provides) {
    const value = flow[key];
    // A user may come from a file, which holds texts.
    if (typeof value === 'string') user[key] = value;
    else if (value !== undefined) {
      const exception = `'${key}' of a prepared user is no text: let its step provide one`;
      return { end: { phase: 'users', exception } };
    }
  }
  return { user };
};

/** Which key an answer had nothing for. */
export const missingKey = (cause: string): Pick<JourneyEnd, 'missing'> =>
  cause === bodyCause ? { missing: lastMissing.key } : {};

/** One user an iteration. The first that cannot be prepared ends the run, with the exchanges of its last attempt. */
export const userMaker = (users: Users, plan: JourneyPlan) => {
  const steps = performersOf(users.steps.map(checkedStep), plan, {});
  return (): void => {
    const index = exec.scenario.iterationInTest;
    for (let attempt = 1; ; attempt++) {
      const exchanges: Exchange[] = [];
      onExchange((exchange) => exchanges.push(exchange));
      // Another identity each time: what a failed attempt left behind must not be in the way.
      const id = `${__ENV.RUN_ID}-u${index}${attempt === 1 ? '' : `-${attempt}`}`;
      const prepared = prepareUser(steps, users.provides, { id, index });
      if ('user' in prepared) {
        send({ kind: 'user', index, user: prepared.user });
        return;
      }
      if (attempt < maxAttempts && /^status 5/.test(prepared.end.cause ?? '')) {
        sleep(pauseSeconds);
        continue;
      }
      for (const exchange of exchanges) send({ kind: 'exchange', phase: 'users', exchange });
      send({ kind: 'end', end: prepared.end });
      exec.test.abort();
    }
  };
};
