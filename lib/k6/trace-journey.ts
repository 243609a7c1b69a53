import type { JourneyEnd } from '../contract/preparation.ts';
import type { Scenario } from '../contract/scenario.ts';
import { send } from './channel.ts';
import { checkedStep } from './checked-step.ts';
import type { FlowBag } from './flow-bag.ts';
import type { BundleMetrics } from './init.ts';
import { type JourneyPlan, performersOf, type StartFlow } from './journey.ts';
import { missingKey, prepareUser, stackOf } from './make-users.ts';
import { onExchange } from './traced-http.ts';

type MakeJourney = (
  scenario: Scenario,
  plan: JourneyPlan,
  own: BundleMetrics,
  startFlow: StartFlow,
) => () => void | Promise<void>;

/**
 * One journey as the load performs it, with each exchange handed to Node. It starts from `-e CASELOAD_USER={…}`, or
 * prepares a user for itself where the scenario has any.
 */
export const tracedJourney = (
  scenario: Scenario,
  plan: JourneyPlan,
  makeJourney: MakeJourney,
  withData: (startFlow: StartFlow) => StartFlow,
) => {
  let end: Omit<JourneyEnd, 'phase'> = {};
  const ignore = { add: () => {} };
  const failed = {
    add: (_count: number, tags: { failed_step: string; cause: string }) => {
      end = {
        cause: tags.cause,
        ...missingKey(tags.cause),
        ...(tags.failed_step === '' ? {} : { failedStep: tags.failed_step }),
      };
    },
  };
  // What the load counts in metrics is noted here.
  const own = { started: ignore, succeeded: ignore, failed, success: {}, execution: undefined };
  let user: FlowBag = JSON.parse(__ENV.CASELOAD_USER || '{}');
  const checked = { ...scenario, steps: scenario.steps.map(checkedStep) };
  const journey = makeJourney(
    checked,
    plan,
    own as unknown as BundleMetrics,
    withData(() => ({ ...user })),
  );
  const userSteps = performersOf((scenario.users?.steps ?? []).map(checkedStep), plan, {});

  return async (): Promise<void> => {
    if (scenario.users !== undefined && !__ENV.CASELOAD_USER) {
      onExchange((exchange) => send({ kind: 'exchange', phase: 'users', exchange }));
      const made = prepareUser(userSteps, scenario.users.provides, { id: `${__ENV.RUN_ID}-u`, index: 0 });
      if ('end' in made) {
        send({ kind: 'end', end: made.end });
        return;
      }
      user = made.user;
    }
    // The bundle has traced-http.ts in the place of k6/http, which tells of each exchange.
    onExchange((exchange) => send({ kind: 'exchange', phase: 'journey', exchange }));
    try {
      await journey();
      send({ kind: 'end', end: { phase: 'journey', ...end } });
    } catch (error) {
      send({ kind: 'end', end: { phase: 'journey', ...end, exception: stackOf(error) } });
    }
  };
};
