import { readFileSync } from 'node:fs';
import { TargetError, UsageError } from '../../model/errors.ts';

/** What one journey outside the load may take. */
export interface JourneyLimits {
  /** Between two requests. */
  readonly silenceMs: number;
  /**
   * Of k6's process, which holds the body of each answer. limitMemory alone is not enough: small images have /proc and
   * no prlimit; this alone is not, since an answer may unpack to more within a poll.
   */
  readonly memoryBytes: number;
}

const pageBytes = 4_096;
const minute = 60_000;

/** A free journey may pause as it likes; between the steps of a list there is nothing to wait for. */
export const journeyLimits = (requestTimeoutMs: number, isList: boolean): JourneyLimits => ({
  silenceMs: 2 * requestTimeoutMs + (isList ? minute / 2 : 10 * minute),
  memoryBytes: 2 ** 30,
});

export interface JourneyWatch {
  /** k6 has said something. */
  heard(): void;
  /** Why the journey must be ended, if it must. */
  problem(pid: number | undefined): Error | undefined;
}

/** Watches a journey that k6 performs before the load: each request has a time limit, the script has none. */
export function watchJourney(scenarioFile: string, { silenceMs, memoryBytes }: JourneyLimits): JourneyWatch {
  let heardAtMs = performance.now();
  return {
    heard: () => {
      heardAtMs = performance.now();
    },
    problem: (pid) => {
      if (performance.now() - heardAtMs > silenceMs) {
        return new UsageError(`${scenarioFile}: the journey has sent nothing for ${silenceMs / 1_000} s`, {
          hint: 'look for a loop without end, or a long pause, in its steps',
        });
      }
      if (residentBytes(pid) <= memoryBytes) return undefined;
      return new TargetError(`k6 takes more than ${memoryBytes / 2 ** 20} MiB to hold the answers of one journey`, {
        hint: 'look for an answer without end, or a very large one that is compressed',
      });
    },
  };
}

/** The memory of a process; 0 where the system does not say. */
function residentBytes(pid: number | undefined): number {
  if (pid === undefined) return 0;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes;
  } catch {
    return 0;
  }
}
