import type { SoakSeries } from '../model/result.ts';
import { type Signal, signalSources } from '../model/signal.ts';
import { channelsOf } from './signals.ts';

/** Windows of one width, from `fromMs` after the schedule's origin on. */
export interface SoakWindows {
  readonly originMs: number;
  readonly fromMs: number;
  readonly windowMs: number;
  readonly count: number;
}

type Kind = Pick<SoakSeries, 'name' | 'unit'> & { readonly of: (values: readonly Signal[]) => number | null };

const last = (values: readonly Signal[]): number | null => values.at(-1)?.value ?? null;
/** What is left after a collection of garbage is what a leak adds to. */
const least = (values: readonly Signal[]): number | null =>
  values.length === 0 ? null : Math.min(...values.map(({ value }) => value));
/** CPU seconds per second between the first and the last reading. */
function perSecond(values: readonly Signal[]): number | null {
  const [first, end] = [values[0], values.at(-1)];
  const spanMs = first && end ? end.atMs - first.atMs : 0;
  return first && end && spanMs > 0 ? Math.round((1e6 * (end.value - first.value)) / spanMs) / 1e3 : null;
}

const processKinds: Readonly<Record<string, Kind>> = {
  memory: { name: 'memory', unit: 'bytes', of: least },
  openFiles: { name: 'openFiles', unit: 'count', of: last },
  cpu: { name: 'cpu', unit: 'cores', of: perSecond },
};
const databaseKinds: Readonly<Record<string, Kind>> = {
  connections: { name: 'connections', unit: 'count', of: last },
  size: { name: 'size', unit: 'bytes', of: last },
  rows: { name: 'rows', unit: 'count', of: last },
};

/** What was watched of the target, in the windows of a soak. */
export function signalSeries(file: string, windows: SoakWindows): SoakSeries[] {
  const ofProcesses = [...channelsOf(file, signalSources.targetProcesses)].flatMap(([channel, signals]) => {
    const [role = '', kind = ''] = channel.split('.');
    return seriesOf(role, processKinds[kind], signals, windows);
  });
  const ofDatabase = [...channelsOf(file, signalSources.targetDatabase)].flatMap(([channel, signals]) =>
    seriesOf('database', databaseKinds[channel], signals, windows),
  );
  return [...ofProcesses, ...ofDatabase];
}

function seriesOf(
  role: string,
  kind: Kind | undefined,
  signals: readonly Signal[],
  { originMs, fromMs, windowMs, count }: SoakWindows,
): SoakSeries[] {
  const source = sources.find((one) => one === role);
  if (source === undefined || kind === undefined) return [];
  const own: Signal[][] = Array.from({ length: count }, () => []);
  for (const signal of signals) own[Math.floor((signal.atMs - originMs - fromMs) / windowMs)]?.push(signal);
  const values = own.map((ofWindow, index) => {
    const before = own[index - 1]?.slice(-1) ?? [];
    // A counter goes on from the reading before. Windows as short as the time between readings may miss one.
    return kind.of(kind.of === perSecond || ofWindow.length === 0 ? [...before, ...ofWindow] : ofWindow);
  });
  return [{ source, name: kind.name, unit: kind.unit, values }];
}

const sources = ['shop', 'database', 'service'] as const;
