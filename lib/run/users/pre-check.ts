import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '../../contract/scenario.ts';
import { InterruptedError, TargetError } from '../../model/errors.ts';
import type { RunPlan } from '../../model/plan.ts';
import type { CheckedResponse } from '../../model/result.ts';
import { isLoopback } from '../../plan/target-url.ts';
import { checkedResponses } from './checked-responses.ts';
import { type JourneyFailure, journeyFailure, type Trace } from './journey-failure.ts';
import type { Preparation } from './preparation.ts';
import type { UserRow } from './users-file.ts';
import { type Way, waysOf } from './ways.ts';

/** The command that shows one journey against the same target. */
export function tryCommand({ scenario, target }: Pick<RunPlan, 'scenario' | 'target'>): string {
  const command = ['caseload', 'try', '--scenario', scenario.name];
  if (target.kind !== 'url') return command.join(' ');
  const { hostname } = new URL(target.url);
  const permission = isLoopback(hostname) ? [] : ['--allow-host', hostname];
  return [...command, '--target', target.url, ...permission].join(' ');
}

/** The hint for a target that does not respond. */
export const unreachableHint =
  'start the target, or correct --target (without one, the load goes to the reference shop)';

/** A scenario that fails at the built-in shop may be of another service. */
export const shopHint = 'the target is the built-in shop; name your own with --target URL';

interface PreCheckNeed {
  readonly scenario: Scenario;
  readonly runId: string;
  readonly user: UserRow | undefined;
  readonly signal: AbortSignal;
  /** The target is the reference shop. */
  readonly isShop: boolean;
  /** Shows one journey: see tryCommand. */
  readonly tryCommandLine: string;
}

/** A service that only fails now and then can still be loaded. */
const maxAttempts = 8;
const pauseMs = 100;

/**
 * One journey end to end before the load, or one on each way of the scenario. Throws a TargetError when the target
 * is down, refuses, or answers differently from what the scenario expects; after a 5xx it tries again first. Returns
 * what the steps were answered.
 */
export async function preCheck(preparation: Preparation, need: PreCheckNeed): Promise<CheckedResponse[]> {
  const traces: Trace[] = [];
  for (const way of waysOf(need.scenario)) traces.push(await checkedJourney(preparation, need, way));
  return checkedResponses(traces);
}

async function checkedJourney(preparation: Preparation, need: PreCheckNeed, { way, names }: Way): Promise<Trace> {
  for (let attempt = 1; ; attempt++) {
    const runId = `${need.runId}-p${way === 0 ? '' : `${way}-`}${attempt}`;
    const trace = await preparation.trace({ runId, user: need.user, way });
    const failure = journeyFailure(need.scenario, trace, preparation);
    if (failure === undefined) return trace;
    if (failure.exchange.status < 500 || attempt === maxAttempts) {
      throw preCheckError(preparation.baseUrl, failure, { attempts: attempt, names }, need);
    }
    await sleep(pauseMs, undefined, { signal: need.signal }).catch(() => {
      throw new InterruptedError();
    });
  }
}

/**
 * Answers of a service that understood the request and refuses it: payment required, conflict, gone, too many requests.
 */
const refusals = [402, 403, 409, 410, 423, 429];

function preCheckError(
  baseUrl: string,
  failure: JourneyFailure,
  { attempts, names }: Pick<Way, 'names'> & { readonly attempts: number },
  { isShop, tryCommandLine }: PreCheckNeed,
): TargetError {
  const { status } = failure.exchange;
  const times = attempts === 1 ? '' : ` (${attempts} times)`;
  const onWay = names.length === 0 ? '' : ` (way '${names.join(', ')}')`;
  const because = `step '${failure.step}'${onWay}: ${failure.sentence}${times}`;
  if (status === 0) return new TargetError(`${baseUrl} cannot be reached: ${because}`, { hint: unreachableHint });
  const toSee = `to see one journey: ${tryCommandLine}`;
  if (refusals.includes(status)) {
    return new TargetError(`${baseUrl} refuses the first journey: ${because}`, {
      hint: `check the user, the stock and the limits; ${toSee}`,
    });
  }
  return new TargetError(`${baseUrl} answers differently from what the scenario expects: ${because}`, {
    hint: isShop
      ? `${shopHint}; ${toSee}`
      : `correct the scenario's paths, fields and statuses, or the target; ${toSee}`,
  });
}
