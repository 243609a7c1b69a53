import type { Target } from '../../lib/run/target/target.ts';

/** An answer of the shop. */
export interface ShopAnswer {
  status: number;
  body: Record<string, unknown>;
}

let customers = 0;

/** Sends one request; an object becomes JSON, a string is sent as it is. */
export async function send(method: 'GET' | 'POST', url: string, body?: unknown, token?: string): Promise<ShopAnswer> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Signs a new customer up, charged with `points`; returns the token. */
export async function newCustomer(url: string, points: number): Promise<string> {
  const email = `customer-${process.pid}-${Date.now()}-${++customers}@shop.test`;
  const { body } = await send('POST', `${url}/api/auth/register`, { email, password: 'correct-horse' });
  const token = String(body.accessToken);
  if (points > 0) await send('POST', `${url}/api/points/charge`, { amount: points }, token);
  return token;
}

/** The process of a target that has this role. */
export function pidOf({ processes }: Pick<Target, 'processes'>, role: string): number {
  const found = processes.find((one) => one.role === role);
  if (found === undefined) throw new Error(`there is no process '${role}'`);
  return found.pid;
}

/** True while the process exists. */
export function isAlive(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A signal that never fires. */
export const neverAborted: AbortSignal = new AbortController().signal;
