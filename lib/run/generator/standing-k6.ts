import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../process/free-port.ts';
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

/** Starts k6 so that it initialises its VUs, and sends nothing before its release. */
export function startPaused(command: K6Command, script: string, env: Readonly<Record<string, string>>): StandingK6 {
  const start = async (): Promise<RunningK6> => {
    const port = await freePort();
    const k6 = startK6({ ...command, extraArgs: [...command.extraArgs, '--paused'] }, script, env, port);
    // The first request of a process takes Node 10 ms: now, and not when k6 is to begin.
    setImmediate(() => void askStatus(port, 'GET'));
    return { port, ...k6 };
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
      if (!hasBegun) await close();
      return hasBegun;
    },
  };
}

const releasedWithinMs = 2_000;
const retryMs = 3;
const answerWithinMs = 1_000;
const release = JSON.stringify({ data: { type: 'status', id: 'default', attributes: { paused: false } } });

/**
 * Asks it to begin until it does, within limits. One that was asked and did not answer counts as one that begins:
 * another in its place could load the target twice. So does one that the user stops.
 */
async function isReleased({ child, port }: RunningK6, signal: AbortSignal): Promise<boolean> {
  const deadlineMs = performance.now() + releasedWithinMs;
  let hasEnded = false;
  void child.ended.then(() => {
    hasEnded = true;
  });
  let wasAsked = false;
  while (!hasEnded && !signal.aborted && performance.now() < deadlineMs) {
    const asked = await askStatus(port, 'PATCH', release);
    if (asked.statusCode === 200) return true;
    wasAsked ||= asked.isConnected;
    // It refuses what it has done already.
    if (wasAsked && isUnderWay((await askStatus(port, 'GET')).body ?? '')) return true;
    await sleep(retryMs);
  }
  return wasAsked || signal.aborted;
}

/** Whether k6's status says so. */
function isUnderWay(status: string): boolean {
  try {
    const { paused, running } = JSON.parse(status).data.attributes;
    return running === true && paused === false;
  } catch {
    return false;
  }
}

interface Answer {
  readonly isConnected: boolean;
  /** Undefined where none came. */
  readonly statusCode?: number | undefined;
  readonly body?: string;
}

function askStatus(port: number, method: 'GET' | 'PATCH', sent?: string): Promise<Answer> {
  return new Promise((resolve) => {
    let isConnected = false;
    const to = { host: '127.0.0.1', port, path: '/v1/status', method, agent: false, timeout: answerWithinMs };
    const asked = request(to, async (response) => {
      const body = await text(response).catch(() => '');
      resolve({ isConnected, statusCode: response.statusCode, body });
    });
    const onConnect = () => {
      isConnected = true;
    };
    asked.once('socket', (socket) => socket.once('connect', onConnect));
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => resolve({ isConnected }));
    asked.end(sent);
  });
}
