import type { Integrity } from '../../model/result.ts';
import type { TargetSpec } from '../../model/target-spec.ts';
import { isLoopback } from '../../plan/target-url.ts';
import type { ProcessRef } from '../process/process-ref.ts';

export type Settings = Readonly<Record<string, string | number | boolean>>;

/** What a target's database holds at one instant. */
export interface DatabaseFigures {
  readonly connections: number;
  readonly sizeBytes: number;
  /** By the database's own statistics. */
  readonly rows: number;
}

/** What the load is sent to, up and running. */
export interface Target {
  readonly kind: TargetSpec['kind'];
  readonly name: string;
  readonly url: string;
  /** Effective values of what shapes its behaviour; null where it does not say. */
  readonly settings: Settings | null;
  /** The version of a database that we started. */
  readonly databaseVersion: string | null;
  /** Address of its database for one who only looks; with a password, never to be printed. Absent where not known. */
  readonly databaseUrl?: string;
  /** Address of its metrics in Prometheus's format; absent where nobody asked for them. */
  readonly metricsUrl?: string;
  /** Those on this machine that we started or know; empty for a service elsewhere. */
  readonly processes: readonly ProcessRef[];
  /** Resolves with a sentence when a target that we started ends without a call of `stop`; never rejects. */
  readonly died: Promise<string>;
  /** Its own check that its data is consistent, such as the shop's; absent if it has none. */
  integrity?(): Promise<Integrity>;
  /** What its database holds; absent where it does not say. */
  readDatabase?(): Promise<DatabaseFigures>;
  /** Brings its state back to where it was; absent where it cannot. */
  reset?(): Promise<void>;
  stop(): Promise<void>;
}

/** What every maker of a target gets in addition to its specification. */
export interface OpenOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (line: string) => void;
}

/** The generator and the target share this machine's cores. */
export const isOnThisHost = ({ url }: Target): boolean => isLoopback(new URL(url).hostname);

/** The TCP port that the load is sent to. */
export function portOfUrl(url: string): number {
  const { port, protocol } = new URL(url);
  return Number(port || (protocol === 'https:' ? 443 : 80));
}
