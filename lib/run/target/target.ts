import { connect } from 'node:net';
import type { RunPlan } from '../../model/plan.ts';
import type { Integrity } from '../../model/result.ts';
import { isLoopback } from '../../plan/target-url.ts';
import { startShop } from './shop/shop.ts';

/** What the load is sent to, up and running. */
export interface Target {
  readonly url: string;
  readonly kind: 'shop' | 'url';
  readonly knobs: Readonly<Record<string, unknown>> | null;
  readonly databaseVersion: string | null;
  /** The generator and the target share this machine's cores. */
  readonly sameHost: boolean;
  /** Resolves with a sentence when a target of ours dies. */
  readonly died: Promise<string>;
  /** The target's own books; undefined for a target that keeps none. */
  integrity(): Promise<Integrity | undefined>;
  /** Whether somebody still listens there. */
  isUp(): Promise<boolean>;
  stop(): Promise<void>;
}

/** Starts the reference shop, or takes the URL that the user named. */
export async function openTarget(
  plan: Pick<RunPlan, 'target'>,
  shopKnobs: Readonly<Record<string, string>>,
  signal: AbortSignal,
  onProgress: (line: string) => void,
): Promise<Target> {
  if (plan.target.kind === 'url') return ownTarget(plan.target.url);
  const shop = await startShop({ signal, env: shopKnobs, onProgress });
  return {
    url: shop.url,
    kind: 'shop',
    knobs: shop.knobs,
    databaseVersion: shop.database.version,
    sameHost: true,
    died: shop.died,
    integrity: () => shop.integrity(),
    isUp: () => isListening(shop.url),
    stop: () => shop.stop(),
  };
}

function ownTarget(url: string): Target {
  return {
    url,
    kind: 'url',
    knobs: null,
    databaseVersion: null,
    sameHost: isLoopback(new URL(url).hostname),
    died: new Promise(() => {}),
    integrity: async () => undefined,
    isUp: () => isListening(url),
    stop: async () => {},
  };
}

const connectMs = 3_000;

function isListening(url: string): Promise<boolean> {
  const { hostname, port, protocol } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || (protocol === 'https:' ? 443 : 80)),
      timeout: connectMs,
    });
    const end = (isUp: boolean) => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
