import type { Scenario } from '../../contract/scenario.ts';
import { TargetError } from '../../model/errors.ts';
import type { RunPlan } from '../../model/plan.ts';
import { isLoopback } from '../../plan/target-url.ts';
import type { HttpClient } from './http-client.ts';
import { type Exchange, type FlowBag, performStep } from './perform-step.ts';

/**
 * Performs one journey, step by step, from a fixture row where the scenario has any. Stops after the first step that fails; a `run:` scenario's steps
 * are performed in the order in which it lists them.
 */
export async function tryJourney(
  scenario: Scenario,
  start: FlowBag,
  journeyId: string,
  client: HttpClient,
): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  let flow = start;
  for (const step of scenario.steps) {
    const exchange = await performStep(step, flow, { id: journeyId, index: 0 }, client);
    exchanges.push(exchange);
    if (exchange.failure !== undefined) break;
    flow = exchange.flow;
  }
  return exchanges;
}

/** The command that shows one journey against the same target. */
export function tryCommand({ scenario, target }: Pick<RunPlan, 'scenario' | 'target'>): string {
  const words = ['caseload', 'try', '--scenario', scenario.name];
  if (target.kind !== 'url') return words.join(' ');
  const { hostname } = new URL(target.url);
  const permission = isLoopback(hostname) ? [] : ['--allow-host', hostname];
  return [...words, '--target', target.url, ...permission].join(' ');
}

/** What to say when a target gives no answer. */
export const unreachableHint =
  'start the target, or correct --target (without one, the load goes to the reference shop)';

/** Answers of a service that understood the request and will not have it: payment required, conflict, gone, too many requests. */
const isRefusal = ({ answer }: Exchange): boolean =>
  answer.kind === 'answer' && [402, 403, 409, 410, 423, 429].includes(answer.status);

/** One journey end to end before the load: a TargetError when the target is down or does not speak the contract. */
export async function preflight(
  scenario: Scenario,
  start: FlowBag,
  runId: string,
  client: HttpClient,
  hint: string,
): Promise<void> {
  const exchanges = await tryJourney(scenario, start, `${runId}-p0`, client);
  const failed = exchanges.find((exchange) => exchange.failure !== undefined);
  if (failed === undefined) return;
  const isDown = failed.answer.kind === 'failure';
  const what = isDown
    ? 'cannot be reached'
    : isRefusal(failed)
      ? 'refuses the first journey'
      : 'does not speak the contract';
  throw new TargetError(`${client.baseUrl} ${what}: step '${failed.step}': ${failed.failure}`, {
    hint: isDown
      ? unreachableHint
      : isRefusal(failed)
        ? `it speaks the contract and says no: look at the customer, the stock and the limits; see one journey with: ${hint}`
        : `paths, fields and statuses are in scenarios/api/shop.ts and scenarios/steps; see one journey with: ${hint}`,
  });
}
