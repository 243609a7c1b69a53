import type { Statement } from '../../model/diagnosis.ts';
import type { TextValues } from '../../model/finding-schema.ts';
import type { Activity } from './activity.ts';
import type { SpanFacts } from './spans.ts';

/** What a rule goes by: means over the time in which the target was under stress. */
export interface Stress extends SpanFacts {
  readonly activity: Activity;
}

export interface Weighed {
  /** Nearness to the root: of several limits that hold, the one with the highest is the cause of the others. */
  readonly rank: number;
  /** What its texts are filled with, beside the evidence. */
  readonly values: TextValues;
  readonly evidence: readonly Statement[];
}

/** One thing that may limit a target: pure, one file each. Undefined where it does not. */
export interface Limit {
  readonly id: string;
  /** Only where no other limit holds: it is what is left. */
  readonly isResidual?: true;
  weigh(stress: Stress): Weighed | undefined;
}

/** Sessions of the database that do something, or that are kept from it. */
export const activeSessions = ({
  lock,
  cpu,
  io,
  client,
  other,
  idleInTransaction,
}: NonNullable<SpanFacts['sessions']>) => lock + cpu + io + client + other + idleInTransaction;

const busyMain = 0.9;
const busyUtilization = 0.9;
const wantedMain = 0.8;
/** A thread that waits longer for a CPU, against its own time, shows what others take. */
const maxDelay = 0.4;

/**
 * Whether the main thread is what JavaScript waits for. Its CPU time decides: the utilisation of the event loop is also
 * high where the thread mostly waits for a CPU that others have.
 */
export function isLoopBusy({ threads, loop }: SpanFacts): boolean {
  if (threads === null) return false;
  const main = threads.main / threads.processes;
  const wanted = main + threads.runDelay / threads.processes;
  const isStarved = threads.runDelay > maxDelay * threads.main;
  return main >= busyMain || ((loop?.utilization ?? 0) >= busyUtilization && wanted >= wantedMain && !isStarved);
}

const fullPool = 0.9;
const mostlyWaiting = 0.5;

/** Whether requests wait for connections of the pool. */
export const isPoolExhausted = ({ pool }: SpanFacts): boolean =>
  pool !== null && pool.max > 0 && pool.inUse >= fullPool * pool.max && pool.waitingRatio >= mostlyWaiting;
