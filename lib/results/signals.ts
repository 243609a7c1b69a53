import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Generator } from '../model/result.ts';
import type { Signal } from '../model/signal.ts';

const signal: z.ZodType<Signal> = z.object({
  atMs: z.number(),
  generatorCpuS: z.number(),
  hostBusyS: z.number(),
  hostStealS: z.number(),
  hostAllS: z.number(),
});

/** Shorter stretches say more of the kernel's ticks than of k6. */
const leastMs = 500;

/** What k6 and the host did with their CPUs, from signals.ndjson; nulls where it was not recorded. */
export function readCpu(file: string, cores: number): Pick<Generator, 'cpu' | 'host'> {
  const signals = readSignals(file);
  const [first] = signals;
  const last = signals.at(-1);
  if (first === undefined || last === undefined || last.atMs - first.atMs < leastMs) return { cpu: null, host: null };
  const coresBetween = (from: Signal, to: Signal) =>
    ((to.generatorCpuS - from.generatorCpuS) * 1_000) / (to.atMs - from.atMs);
  const meanCores = coresBetween(first, last);
  const maxCores = signals.slice(1).reduce((most, to, index) => {
    const from = signals[index];
    return from === undefined || to.atMs - from.atMs < leastMs ? most : Math.max(most, coresBetween(from, to));
  }, meanCores);
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
