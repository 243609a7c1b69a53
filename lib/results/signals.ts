import { readFileSync } from 'node:fs';
import type { Generator } from '../model/result.ts';
import { type Signal, signalSchema, signalSources } from '../model/signal.ts';

/** Shorter stretches say more of the kernel's ticks than of k6. */
const minStretchMs = 500;

/** What k6 and the host did with their CPUs, from signals.ndjson; nulls where it was not recorded. */
export function readCpu(file: string, cores: number): Pick<Generator, 'cpu' | 'host'> {
  const signals = readSignals(file);
  const channel = (source: string, name: string) =>
    signals.filter((one) => one.source === source && one.channel === name);
  return {
    cpu: cpuOf(channel(signalSources.generatorCpu, 'cpu'), cores),
    host: hostOf((name) => riseOf(channel(signalSources.hostCpu, name))),
  };
}

function cpuOf(signals: readonly Signal[], cores: number): Generator['cpu'] {
  const [first] = signals;
  const last = signals.at(-1);
  if (first === undefined || last === undefined || last.atMs - first.atMs < minStretchMs) return null;
  const meanCores = coresBetween(first, last);
  const maxCores = signals.slice(1).reduce((most, to, index) => {
    const from = signals[index];
    return from === undefined || to.atMs - from.atMs < minStretchMs ? most : Math.max(most, coresBetween(from, to));
  }, meanCores);
  return { meanCores, maxCores, cores };
}

const coresBetween = (from: Signal, to: Signal): number => ((to.value - from.value) * 1_000) / (to.atMs - from.atMs);

function hostOf(rise: (channel: string) => number): Generator['host'] {
  const totalS = rise('total');
  if (totalS <= 0) return null;
  return { busyRatioMean: rise('busy') / totalS, stealRatioMean: rise('steal') / totalS };
}

/** What a counter rose by; 0 where it was not recorded. */
const riseOf = (signals: readonly Signal[]): number => (signals.at(-1)?.value ?? 0) - (signals[0]?.value ?? 0);

/** Whole lines only: the last one may be incomplete. */
function readSignals(file: string): Signal[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    try {
      const parsed = signalSchema.safeParse(JSON.parse(line));
      return parsed.success ? [parsed.data] : [];
    } catch {
      return [];
    }
  });
}
