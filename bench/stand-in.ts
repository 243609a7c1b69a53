import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What the stand-in server has answered since it was last asked. */
export interface Answered {
  readonly register: number;
  readonly charge: number;
  readonly order: number;
  /** Bytes of the charges' and orders' bodies, to see that contestants send the same. */
  readonly bodyBytes: number;
  /** Anything else: an unknown path, no token, a body that is no JSON. */
  readonly refused: number;
}

export interface StandIn {
  readonly url: string;
  /** Counts since the last call. */
  answered(): Promise<Answered>;
  stop(): void;
}

/** Starts the trivial server that replaces the shop, on one core if `core` is given. */
export async function startStandIn(core?: number): Promise<StandIn> {
  const script = fileURLToPath(new URL('./generator/server.mjs', import.meta.url));
  const args = [...(core === undefined ? [] : ['taskset', '-c', String(core)]), process.execPath, script];
  const child = spawn(args[0] ?? '', args.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const url = line.toString().trim();
  return {
    url,
    answered: async () => (await (await fetch(`${url}/answered`)).json()) as Answered,
    stop: () => {
      child.kill();
    },
  };
}
