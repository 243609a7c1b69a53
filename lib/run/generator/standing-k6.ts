import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../process/free-port.ts';
import { throwIfAborted } from '../run-need.ts';
import { type K6Command, type StartedK6, startK6 } from './k6-command.ts';

/** A k6 with its REST API at `port`. */
export interface RunningK6 extends StartedK6 {
  readonly port: number;
}

/** A k6 that has initialised its VUs, sends nothing, and begins within milliseconds of its release. */
export interface StandingK6 {
  /** Undefined where it could not be started. */
  readonly k6: Promise<RunningK6 | undefined>;
  /** Lets it begin; false where it has ended, or cannot be reached (in a container of its own). Such a one is ended. */
  release(signal: AbortSignal): Promise<boolean>;
  /** Ends it, unless it was released. */
  close(): Promise<void>;
}

export function startPaused(command: K6Command, script: string, env: Readonly<Record<string, string>>): StandingK6 {
  const start = async (): Promise<RunningK6> => {
    const port = await freePort();
    return { port, ...startK6({ ...command, extraArgs: [...command.extraArgs, '--paused'] }, script, env, port) };
  };
  // What is wrong with it is said when it is started for the load.
  const started = start().catch(() => undefined);
  let hasBegun = false;
  const close = async () => {
    const k6 = hasBegun ? undefined : await started;
    k6?.child.kill();
    await k6?.logged;
  };
  return {
    k6: started,
    close,
    release: async (signal) => {
      const k6 = await started;
      hasBegun = k6 !== undefined && (await isReleased(k6, signal));
      if (hasBegun) return true;
      await close();
      throwIfAborted(signal);
      return false;
    },
  };
}

const releasedWithinMs = 2_000;
const retryMs = 3;
const answerWithinMs = 1_000;
const release = JSON.stringify({ data: { type: 'status', id: 'default', attributes: { paused: false } } });

/** Asks it to begin until it does, within limits. */
async function isReleased({ child, port }: RunningK6, signal: AbortSignal): Promise<boolean> {
  const deadlineMs = performance.now() + releasedWithinMs;
  let hasEnded = false;
  void child.ended.then(() => {
    hasEnded = true;
  });
  while (!hasEnded && !signal.aborted && performance.now() < deadlineMs) {
    if (await patchStatus(port, release)) return true;
    await sleep(retryMs);
  }
  return false;
}

/** Whether k6's REST API took this. */
function patchStatus(port: number, body: string): Promise<boolean> {
  return new Promise((resolve) => {
    const to = { host: '127.0.0.1', port, path: '/v1/status', method: 'PATCH', agent: false, timeout: answerWithinMs };
    const asked = request(to, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => resolve(false));
    asked.end(body);
  });
}
