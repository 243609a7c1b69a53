import type { CapacityAnswer, CapacityGoal, Trial } from '../../lib/model/capacity.ts';
import { answerSoFar, nextTrial } from '../../lib/steppers/capacity.ts';
import { playTrial, type Rest } from './play-trial.ts';
import { type Queue, queueOf } from './queue.ts';
import { type BenchServer, badRatio } from './servers.ts';

/** A finished search, and what it knew before the confirmation. */
export interface PlayedSearch {
  readonly answer: CapacityAnswer;
  readonly searched: CapacityAnswer;
  readonly history: readonly Trial[];
}

/** A goal for a server: the lowest rate is 4–15 % of its capacity, by chance. */
export function goalOf(server: BenchServer, part: number, budgetSeconds: number, seed: number): CapacityGoal {
  const latencyMs = server.limitSeconds * 1000;
  return {
    limits: [{ objective: { kind: 'latency', percentile: 95, belowMs: latencyMs }, badRatio, latencyMs }],
    ...{ widthRatio: 0.05, budgetSeconds, minRateRps: part * server.capacityRps, seed },
    ...{ maxRateRps: 100 * server.capacityRps, arrivals: server.arrivals },
  };
}

export function playSearch(goal: CapacityGoal, queue: Queue): PlayedSearch {
  const history: Trial[] = [];
  let rest: Rest | undefined;
  for (;;) {
    const next = nextTrial(goal, history);
    if ('done' in next) return { answer: next.done, searched: answerSoFar(goal, beforeConfirmation(history)), history };
    const trial = playTrial(queue, goal, next.run, rest);
    rest ??= restOf(trial);
    history.push(trial);
  }
}

const beforeConfirmation = (history: readonly Trial[]): readonly Trial[] =>
  history.filter(({ purpose }) => purpose !== 'confirm' && purpose !== 'anchor');

/** A probe is as fast as at rest when it takes at most three times the mean latency of the lowest rate. */
function restOf({ seconds }: Trial): Rest {
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  return { probeMs: (3 * total(seconds.latencySumMs)) / Math.max(1, total(seconds.succeeded)) };
}

export const searchServer = (server: BenchServer, part: number, budgetSeconds: number, seed: number): PlayedSearch =>
  playSearch(goalOf(server, part, budgetSeconds, seed), queueOf(server.model, seed));
