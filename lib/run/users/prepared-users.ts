import { join } from 'node:path';
import type { JourneyEnd } from '../../contract/preparation.ts';
import type { Scenario } from '../../contract/scenario.ts';
import { EngineError, TargetError } from '../../model/errors.ts';
import { writeArtifact } from '../../store/artifacts.ts';
import { makeTemporaryFolder } from '../process/temporary-folder.ts';
import { journeyFailure, type TracedExchange } from './journey-failure.ts';
import { unreachableHint } from './pre-check.ts';
import type { Preparation } from './preparation.ts';
import type { UserRow } from './users-file.ts';

interface UsersNeed {
  readonly scenario: Scenario;
  readonly count: number;
  readonly runId: string;
  /** Shows one journey: see tryCommand. */
  readonly tryCommandLine: string;
  readonly onProgress: (done: number) => void;
}

/**
 * Prepares users by performing the steps of the scenario's users once for each. Throws a TargetError with what the
 * target said at the first user that cannot be prepared.
 */
export async function prepareUsers(preparation: Preparation, need: UsersNeed): Promise<UserRow[]> {
  const users: UserRow[] = [];
  const exchanges: TracedExchange[] = [];
  let end: JourneyEnd | undefined;
  let done = 0;
  await preparation.run({
    mode: 'makeUsers',
    runId: need.runId,
    count: need.count,
    onMessage: (message) => {
      // What is said after the first end are requests that were given up because of it.
      if (end !== undefined && message.kind !== 'user') return;
      if (message.kind === 'exchange') exchanges.push({ ...message.exchange, phase: message.phase });
      else if (message.kind === 'end') end = message.end;
      else {
        users[message.index] = message.user;
        need.onProgress(++done);
      }
    },
  });
  const failure = end && journeyFailure(need.scenario, { exchanges, end }, preparation);
  if (failure !== undefined) {
    const isDown = failure.exchange.status === 0;
    const what = isDown
      ? `${preparation.baseUrl} cannot be reached`
      : `after ${done} of ${need.count} users, one could not be prepared`;
    throw new TargetError(`${what}: ${failure.sentence}`, {
      hint: isDown ? unreachableHint : `to see one journey: ${need.tryCommandLine}`,
    });
  }
  if (done < need.count) throw new EngineError(`k6 prepared ${done} of ${need.count} users`);
  return users;
}

/** Writes users to a file of mode 0600 outside the run folder, which goes when the harness ends, however it ends. */
export function writeUsers(users: readonly UserRow[]): string {
  const file = join(makeTemporaryFolder('caseload-users-'), 'users.json');
  writeArtifact(file, JSON.stringify(users), 0o600);
  return file;
}
