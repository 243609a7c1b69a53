import type { CapacityGoal, Trial } from '../../lib/model/capacity.ts';
import { playTrial } from './play-trial.ts';
import { type Queue, queueOf } from './queue.ts';
import { goalOf } from './search.ts';
import { type BenchServer, badRatio } from './servers.ts';

/** What a peer answers. */
export interface PeerAnswer {
  readonly rateRps: number;
  /** The rates between which it says the capacity lies; null where it says none. */
  readonly bracket: { readonly lowRps: number; readonly highRps: number } | null;
  readonly loadSeconds: number;
}

/** A service under trial, and the load that it has had. */
export interface Bench {
  readonly server: BenchServer;
  readonly queue: Queue;
  readonly goal: CapacityGoal;
  readonly startRps: number;
  loadSeconds: number;
}

export function benchOf(server: BenchServer, part: number, seed: number): Bench {
  const goal = goalOf(server, part, 1, seed);
  return { server, queue: queueOf(server.model, seed), goal, startRps: goal.minRateRps, loadSeconds: 0 };
}

export interface Probe {
  readonly units: number;
  readonly bad: number;
  readonly isOverloaded: boolean;
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** A trial of whole `seconds`, the first `settleSeconds` of which do not count, from an idle service. */
export function probe(bench: Bench, rateRps: number, seconds: number, settleSeconds = 5): Probe {
  // The peers know when the service is idle, which real ones do not.
  bench.queue.now = Math.max(bench.queue.now, ...bench.queue.freeAt) + 2;
  const abort = { badRatio: 0.5, windowSeconds: 10 };
  const measureSeconds = seconds - settleSeconds;
  const point = { purpose: 'refine' as const, rateRps, settleSeconds, measureSeconds, drainBefore: false, abort };
  const trial: Trial = playTrial(bench.queue, bench.goal, point, undefined);
  bench.loadSeconds += trial.seconds.started.length;
  const from = Math.min(settleSeconds, Math.floor(trial.seconds.started.length / 2));
  const measured = (values: readonly number[] | undefined) => total((values ?? []).slice(from));
  return {
    units: measured(trial.seconds.units[0]),
    bad: measured(trial.seconds.bad[0]),
    isOverloaded: trial.ending === 'overloaded',
  };
}

export const isGood = ({ units, bad, isOverloaded }: Probe): boolean => !isOverloaded && bad <= badRatio * units;
