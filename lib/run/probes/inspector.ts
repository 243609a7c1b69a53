import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { handlesUsr1, portsOf } from './listening.ts';

/** A connection to the inspector of a Node.js process: the Chrome DevTools Protocol. */
export interface Inspector {
  /** Sends a command; resolves with its result, rejects with a sentence. */
  send(method: string, params?: object): Promise<Readonly<Record<string, unknown>>>;
  /** The value of an expression, as JSON carries it; rejects when it throws. */
  evaluate(expression: string): Promise<unknown>;
  /** We opened it, and it closes with us. */
  readonly isOurs: boolean;
  /** The process ends: what is still to be had of it is taken, within a second, and then it may go. */
  onEnding(take: () => Promise<void>): void;
  /** Closes the connection, and lets the process close its inspector if we opened it. */
  close(): Promise<void>;
}

const openWithinMs = 3_000;
const lookEveryMs = 20;
const answerWithinMs = 10_000;
const closeAfterMs = 20;
const takeWithinMs = 1_000;

/**
 * Lets a Node.js process open its inspector (SIGUSR1), connects to it, and has it closed at the end. One that is open
 * already is used and left open. Rejects with a sentence.
 * @param pid of a process of which we know that it is Node.js
 * @param servicePort where the process serves, which is not asked whether it is an inspector
 */
export async function openInspector(pid: number, servicePort: number): Promise<Inspector> {
  const before = portsOf(pid).filter((port) => port !== servicePort);
  const already = await firstInspector(before);
  if (already !== undefined) return connect(already, false);
  if (!handlesUsr1(pid)) throw new Error(`process ${pid} opens no inspector (it ignores SIGUSR1)`);
  process.kill(pid, 'SIGUSR1');
  const deadlineMs = performance.now() + openWithinMs;
  while (performance.now() < deadlineMs) {
    await sleep(lookEveryMs);
    const opened = portsOf(pid).filter((port) => port !== servicePort && !before.includes(port));
    const url = await firstInspector(opened);
    if (url !== undefined) return connect(url, true);
  }
  throw new Error(`process ${pid} did not open its inspector within ${openWithinMs / 1_000} s`);
}

/** The address of the first of these ports that is an inspector. */
async function firstInspector(ports: readonly number[]): Promise<string | undefined> {
  for (const port of ports) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/json/list`, { signal: AbortSignal.timeout(1_000) });
      const [first] = (await response.json()) as { webSocketDebuggerUrl?: string }[];
      if (first?.webSocketDebuggerUrl !== undefined) return first.webSocketDebuggerUrl;
    } catch {
      // It is something else.
    }
  }
  return undefined;
}

async function connect(url: string, isOurs: boolean): Promise<Inspector> {
  const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 2 ** 28 });
  const waiting = new Map<number, { resolve(result: object): void; reject(error: Error): void }>();
  const takers: (() => Promise<void>)[] = [];
  let count = 0;
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.method === 'NodeRuntime.waitingForDisconnect') return letGo();
    if (message.id === undefined) return;
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) call?.resolve(message.result ?? {});
    else call?.reject(new Error(message.error.message));
  });
  // A process that ends waits until nobody is connected: as long as we were, its port would be open and nobody there.
  const letGo = () => {
    if (takers.length === 0) return socket.terminate();
    const taken = Promise.allSettled(takers.map((take) => take()));
    void Promise.race([taken, sleep(takeWithinMs, undefined, { ref: false })]).then(() => socket.terminate());
  };
  const endAll = () => {
    for (const { reject } of waiting.values()) reject(new Error('the connection to the inspector ended'));
    waiting.clear();
  };
  socket.on('close', endAll).on('error', endAll);
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve).once('error', reject);
  });

  const send: Inspector['send'] = (method, params = {}) =>
    new Promise((resolve, reject) => {
      if (socket.readyState !== WebSocket.OPEN) return reject(new Error('the connection to the inspector ended'));
      const id = ++count;
      const timer = setTimeout(() => {
        waiting.delete(id);
        reject(new Error(`the inspector did not answer ${method} within ${answerWithinMs / 1_000} s`));
      }, answerWithinMs);
      const settled =
        <T>(settle: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          settle(value);
        };
      waiting.set(id, { resolve: settled(resolve), reject: settled(reject) });
      socket.send(JSON.stringify({ id, method, params }));
    });
  await send('NodeRuntime.notifyWhenWaitingForDisconnect', { enabled: true }).catch(() => {});
  const evaluate: Inspector['evaluate'] = async (expression) => {
    // The command line API brings `require` along, where process.getBuiltinModule does not exist yet.
    const params = { expression, returnByValue: true, awaitPromise: true, includeCommandLineAPI: true };
    const { result, exceptionDetails } = (await send('Runtime.evaluate', params)) as Evaluated;
    if (exceptionDetails === undefined) return result?.value;
    throw new Error(exceptionDetails.exception?.description?.split('\n')[0] ?? exceptionDetails.text);
  };
  return {
    send,
    evaluate,
    isOurs,
    onEnding: (take) => void takers.push(take),
    close: async () => {
      // It waits for its connections to end, ours too.
      const leave = `{
        const inspector = process.getBuiltinModule?.('inspector') ?? require('inspector');
        setTimeout(() => inspector.close(), ${closeAfterMs}).unref();
      }`;
      if (isOurs) await evaluate(leave).catch(() => {});
      socket.terminate();
    },
  };
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: object;
  readonly error?: { readonly message: string };
}

interface Evaluated {
  readonly result?: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
}
