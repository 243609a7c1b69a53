import { readFileSync } from 'node:fs';
import type { Generator, StageResult } from '../model/result.ts';
import type { RunFacts } from '../model/run-facts.ts';
import { type Signal, signalSchema, signalSources } from '../model/signal.ts';

/** Shorter stretches say more of the kernel's ticks than of k6. */
const minStretchMs = 500;

/** What k6 and the host did with their CPUs, from signals.ndjson; nulls where it was not recorded. */
export function readCpu(
  file: string,
  { cores, sameHost, foreignCpuRatio }: Pick<RunFacts, 'cores' | 'sameHost' | 'foreignCpuRatio'>,
): Pick<Generator, 'cpu' | 'host'> {
  const signals = readSignals(file);
  const of = (source: string, name: string) => channelOf(signals, source, name);
  const k6 = of(signalSources.generatorCpu, 'cpu');
  // Only the reference shop has all that it consists of on record.
  const target = ['shop.cpu', 'database.cpu'].map((name) => of(signalSources.targetProcesses, name));
  const isKnown = k6.length > 0 && (!sameHost || target.every(({ length }) => length > 0));
  const ownS = isKnown ? [k6, ...target].reduce((sum, one) => sum + riseOf(one), 0) : null;
  const host = hostOf((name) => riseOf(of(signalSources.hostCpu, name)), ownS);
  const before = foreignCpuRatio === undefined ? {} : { foreignRatioBefore: foreignCpuRatio };
  return { cpu: cpuOf(k6, cores), host: host && { ...host, ...before } };
}

/**
 * k6's CPU in each stage, by the stretches whose middle lies in it: a generator that has too little for the last
 * stage is idle most of its life. null for a stage without one.
 * @param originMs of the schedule, ms since the epoch
 */
export function stageCpu(
  file: string,
  originMs: number,
  stages: readonly Pick<StageResult, 'startMs' | 'durationMs'>[],
): StageResult['generatorCpu'][] {
  const stretches = stretchesOf(channelOf(readSignals(file), signalSources.generatorCpu, 'cpu'));
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

/** The values of a collector's channels, by channel, in order of time. */
export function channelsOf(file: string, source: string): ReadonlyMap<string, readonly Signal[]> {
  const channels = new Map<string, Signal[]>();
  for (const signal of readSignals(file)) {
    if (signal.source !== source) continue;
    const known = channels.get(signal.channel) ?? [];
    channels.set(signal.channel, known);
    known.push(signal);
  }
  return channels;
}

const channelOf = (signals: readonly Signal[], source: string, name: string): Signal[] =>
  signals.filter((one) => one.source === source && one.channel === name);

function cpuOf(signals: readonly Signal[], cores: number): Generator['cpu'] {
  const [first] = signals;
  const last = signals.at(-1);
  if (first === undefined || last === undefined || last.atMs - first.atMs < minStretchMs) return null;
  const meanCores = coresBetween(first, last);
  const maxCores = stretchesOf(signals).reduce((most, one) => Math.max(most, one.cores), meanCores);
  return { meanCores, maxCores, cores };
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

const coresBetween = (from: Signal, to: Signal): number => ((to.value - from.value) * 1_000) / (to.atMs - from.atMs);

/** @param ownS CPU time of k6 and the target; null where it is not known */
function hostOf(rise: (channel: string) => number, ownS: number | null): Generator['host'] {
  const totalS = rise('total');
  if (totalS <= 0) return null;
  return {
    busyRatioMean: rise('busy') / totalS,
    stealRatioMean: rise('steal') / totalS,
    ...(ownS !== null && { foreignRatioMean: Math.max(0, rise('busy') - ownS) / totalS }),
  };
}

/** What a counter rose by; 0 where it was not recorded. */
const riseOf = (signals: readonly Signal[]): number => (signals.at(-1)?.value ?? 0) - (signals[0]?.value ?? 0);

/** Whole lines only: the last one may be incomplete. */
export function readSignals(file: string): Signal[] {
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
