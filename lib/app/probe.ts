import { setTimeout as sleep } from 'node:timers/promises';
import { InterruptedError } from '../model/errors.ts';
import type { SharedSite } from '../run/site.ts';
import { newRunId } from './plan-run.ts';

/** In a row, to be recovered. */
const probes = 3;
const baselineProbes = 5;
const pauseMs = 1_000;
const limitMs = 60_000;
/** How much slower than the slowest one at the start it may be: a part, or a few ms of a very fast target. */
const tolerance = { ratio: 1.2, ms: 20 };

export interface Recovery {
  readonly seconds: number;
  readonly isRecovered: boolean;
}

/** Single journeys, one a second, that show whether a target without load is as fast as it was at the start. */
export function makeProbe(shared: SharedSite, signal: AbortSignal) {
  let baselineMs: number | undefined;
  const journeyMs = async (): Promise<number> => {
    if (shared.site === undefined) return Number.POSITIVE_INFINITY;
    const { preparation, users } = shared.site;
    const { exchanges, end } = await preparation.trace({ runId: newRunId(), user: users[0] });
    if (end.cause !== undefined) return Number.POSITIVE_INFINITY;
    return exchanges.filter(({ phase }) => phase === 'journey').reduce((sum, { durationMs }) => sum + durationMs, 0);
  };
  return {
    /** Measures how fast it is now, which is what it is compared with later. */
    measure: async (): Promise<void> => {
      const times: number[] = [];
      for (let probe = 0; probe < baselineProbes; probe++) times.push(await journeyMs());
      baselineMs = Math.max(...times);
    },
    /** Waits until so many journeys in a row are as fast as then, at most a minute. */
    waitForRecovery: async (): Promise<Recovery> => {
      const startedMs = performance.now();
      const elapsedMs = () => performance.now() - startedMs;
      const baseline = baselineMs ?? Number.POSITIVE_INFINITY;
      const allowedMs = Math.max(baseline * tolerance.ratio, baseline + tolerance.ms);
      let inARow = 0;
      while (inARow < probes && elapsedMs() < limitMs) {
        inARow = (await journeyMs()) <= allowedMs ? inARow + 1 : 0;
        if (inARow < probes) await pause(signal);
      }
      return { seconds: elapsedMs() / 1_000, isRecovered: inARow >= probes };
    },
  };
}

async function pause(signal: AbortSignal): Promise<void> {
  await sleep(pauseMs, undefined, { signal }).catch(() => {
    throw new InterruptedError();
  });
}
