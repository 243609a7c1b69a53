import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Generator, StageResult } from '../model/result.ts';
import type { Signal } from '../model/signal.ts';

const signal: z.ZodType<Signal> = z.object({
  atMs: z.number(),
  generatorCpuS: z.number(),
  hostBusyS: z.number(),
  hostStealS: z.number(),
  hostAllS: z.number(),
});

/** Shorter stretches say more of the kernel's ticks than of k6. */
const minStretchMs = 500;

/** What k6 and the host did with their CPUs, from signals.ndjson; nulls where it was not recorded. */
export function readCpu(file: string, cores: number): Pick<Generator, 'cpu' | 'host'> {
  const signals = readSignals(file);
  const [first] = signals;
  const last = signals.at(-1);
  if (first === undefined || last === undefined || last.atMs - first.atMs < minStretchMs) {
    return { cpu: null, host: null };
  }
  const meanCores = coresBetween(first, last);
  const maxCores = stretchesOf(signals).reduce((most, one) => Math.max(most, one.cores), meanCores);
  const hostS = last.hostAllS - first.hostAllS;
  return {
    cpu: { meanCores, maxCores, cores },
    host:
      hostS <= 0
        ? null
        : {
            busyRatioMean: (last.hostBusyS - first.hostBusyS) / hostS,
            stealRatioMean: (last.hostStealS - first.hostStealS) / hostS,
          },
  };
}

/**
 * k6's CPU in each stage, by the stretches whose middle lies in it: a generator that has too little for the last stage is idle
 * most of its life. null for a stage without one.
 * @param originMs of the schedule, ms since the epoch
 */
export function stageCpu(
  file: string,
  originMs: number,
  stages: readonly Pick<StageResult, 'startMs' | 'durationMs'>[],
): StageResult['generatorCpu'][] {
  const stretches = stretchesOf(readSignals(file));
  return stages.map(({ startMs, durationMs }) => {
    const own = stretches.filter(({ middleMs }) => {
      const offsetMs = middleMs - originMs;
      return offsetMs >= startMs && offsetMs < startMs + durationMs;
    });
    if (own.length === 0) return null;
    const totalMs = own.reduce((sum, one) => sum + one.durationMs, 0);
    return {
      meanCores: own.reduce((sum, one) => sum + one.cores * one.durationMs, 0) / totalMs,
      peakCores: own.reduce((most, one) => Math.max(most, one.cores), 0),
    };
  });
}

interface Stretch {
  readonly middleMs: number;
  readonly durationMs: number;
  readonly cores: number;
}

/** The time from each signal to the next. */
const stretchesOf = (signals: readonly Signal[]): Stretch[] =>
  signals.slice(1).flatMap((to, index) => {
    const from = signals[index];
    const durationMs = from === undefined ? 0 : to.atMs - from.atMs;
    if (from === undefined || durationMs < minStretchMs) return [];
    return [{ middleMs: from.atMs + durationMs / 2, durationMs, cores: coresBetween(from, to) }];
  });

const coresBetween = (from: Signal, to: Signal): number =>
  ((to.generatorCpuS - from.generatorCpuS) * 1_000) / (to.atMs - from.atMs);

/** Whole lines only: the last one may be cut off. */
function readSignals(file: string): Signal[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    try {
      const parsed = signal.safeParse(JSON.parse(line));
      return parsed.success ? [parsed.data] : [];
    } catch {
      return [];
    }
  });
}
