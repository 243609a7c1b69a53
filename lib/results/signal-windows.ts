import { existsSync, readFileSync } from 'node:fs';
import type { Signals } from '../model/result.ts';
import type { RunFacts } from '../model/run-facts.ts';
import { activitySliceSchema, addonsSchema, isCounter, type Signal, statementCostsSchema } from '../model/signal.ts';
import { readCpuProfile } from './cpu-profile.ts';
import { readSignals } from './signals.ts';

interface SignalFiles {
  readonly signals: string | undefined;
  readonly activity?: string | undefined;
  readonly cpuProfile?: string | undefined;
}

interface Axis {
  readonly originMs: number;
  readonly windowMs: number;
  readonly count: number;
}

/** What the collectors read, on the axis of the run's windows. */
export function signalsOf(
  files: SignalFiles,
  facts: RunFacts | undefined,
  axis: Axis | undefined,
): { signals?: Signals } {
  if (files.signals === undefined || axis === undefined) return {};
  const channels = new Map<string, Signal[]>();
  for (const signal of readSignals(files.signals)) {
    const key = `${signal.source} ${signal.channel}`;
    const known = channels.get(key);
    if (known === undefined) channels.set(key, [signal]);
    else known.push(signal);
  }
  if (channels.size === 0) return {};
  const series = [...channels].map(([key, signals]) => {
    const [source = '', channel = ''] = key.split(' ');
    return { source, channel, values: isCounter(source, channel) ? rates(signals, axis) : means(signals, axis) };
  });
  const absent = (facts?.collectors ?? []).flatMap(({ id, absentBecause }) =>
    absentBecause === null ? [] : [{ source: id, because: absentBecause }],
  );
  const cpuProfile = files.cpuProfile === undefined ? undefined : readCpuProfile(files.cpuProfile);
  return {
    signals: {
      windowMs: axis.windowMs,
      series,
      absent,
      ...(cpuProfile && { cpuProfile }),
      ...activityOf(files.activity),
    },
  };
}

/** By how much a counter grows per second in each window, between readings on a straight line. */
function rates(signals: readonly Signal[], { originMs, windowMs, count }: Axis): (number | null)[] {
  let next = 0;
  /** The counter at an instant, which are asked for in order; undefined outside of the readings. */
  const valueAt = (atMs: number): number | undefined => {
    while (next < signals.length && (signals[next]?.atMs ?? 0) < atMs) next += 1;
    const [before, after] = [signals[next - 1], signals[next]];
    if (after === undefined || (before === undefined && after.atMs > atMs)) return undefined;
    if (before === undefined || after.atMs === atMs) return after.value;
    return before.value + ((after.value - before.value) * (atMs - before.atMs)) / (after.atMs - before.atMs);
  };
  const edges = Array.from({ length: count + 1 }, (_, index) => valueAt(originMs + index * windowMs));
  return Array.from({ length: count }, (_, index) => {
    const [from, to] = [edges[index], edges[index + 1]];
    return from === undefined || to === undefined ? null : rounded(((to - from) * 1_000) / windowMs);
  });
}

function means(signals: readonly Signal[], { originMs, windowMs, count }: Axis): (number | null)[] {
  const sums = Array.from({ length: count }, () => ({ sum: 0, n: 0 }));
  for (const { atMs, value } of signals) {
    const window = sums[Math.floor((atMs - originMs) / windowMs)];
    if (window === undefined) continue;
    window.sum += value;
    window.n += 1;
  }
  return sums.map(({ sum, n }) => (n === 0 ? null : rounded(sum / n)));
}

/** Four digits: more say nothing, and the file is read by people, too. */
const rounded = (value: number): number => Number(value.toPrecision(4));

/** What is no number, from activity.ndjson. Lines that are not whole are left out. */
function activityOf(file: string | undefined): Pick<Signals, 'database' | 'addons'> {
  if (file === undefined || !existsSync(file)) return {};
  const documents = readFileSync(file, 'utf8').split('\n').flatMap(parsed);
  const slices = documents.flatMap((document) => activitySliceSchema.safeParse(document).data ?? []);
  const costs = documents.flatMap((document) => statementCostsSchema.safeParse(document).data?.costs ?? []);
  const addons = documents.flatMap((document) => addonsSchema.safeParse(document).data?.addons ?? []);
  return {
    ...(addons.length > 0 && { addons }),
    ...(slices.length + costs.length > 0 && { database: { slices, costs } }),
  };
}

function parsed(line: string): unknown[] {
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}
