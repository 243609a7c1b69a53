import type { RunResult } from '../../model/result.ts';
import { type SessionClass, sessionClasses, signalSources } from '../../model/signal.ts';
import { quantile } from '../../stats/quantile.ts';

/** Means over some seconds of a load: what the target did, and with what. null is not known. */
export interface SpanFacts {
  readonly startMs: number;
  readonly durationMs: number;
  readonly offeredRps: number;
  readonly completedRps: number;
  readonly droppedRatio: number;
  readonly failedRatio: number;
  /** Journeys open at once. */
  readonly inFlight: number;
  readonly p95Ms: number | null;
  readonly host: HostFacts | null;
  readonly threads: ThreadFacts | null;
  readonly loop: LoopFacts | null;
  /** How long a job waits for a thread of libuv. */
  readonly threadPoolMs: number | null;
  readonly pool: PoolFacts | null;
  readonly sessions: Readonly<Record<SessionClass, number>> | null;
  /** Sessions that others wait for, by what they do. */
  readonly blockers: Readonly<Record<SessionClass, number>> | null;
  readonly databaseCores: number | null;
}

/** CPU, in cores. */
export interface HostFacts {
  readonly cores: number;
  readonly busy: number;
  readonly steal: number;
  /** What neither k6 nor the target took. */
  readonly foreign: number;
}

export interface ThreadFacts {
  readonly main: number;
  readonly others: number;
  /** How long the main threads waited for a CPU, per second. */
  readonly runDelay: number;
  readonly processes: number;
}

export interface LoopFacts {
  readonly utilization: number;
  readonly delayMs: number;
  readonly delayP99Ms: number;
  /** Part of the time that went to the garbage collector. */
  readonly gc: number;
}

export interface PoolFacts {
  readonly max: number;
  readonly inUse: number;
  readonly waiting: number;
  /** Part of the time in which somebody waited for a connection. */
  readonly waitingRatio: number;
}

const minSpanMs = 5_000;
const maxSpans = 24;

/** The load of a run in spans of at least five seconds, as far as signals were read. Empty without signals. */
export function spansOf(result: RunResult): SpanFacts[] {
  const { signals, series, load } = result;
  const { windows } = series;
  if (signals === undefined || windows === null) return [];
  const lengthMs = load?.durationMs ?? windows.started.length * windows.windowMs;
  const spanMs = Math.max(minSpanMs, lengthMs / maxSpans);
  const all = Math.min(Math.ceil(lengthMs / windows.windowMs), windows.started.length);
  // A load that is shorter than a span is one.
  const perSpan = Math.min(all, Math.max(1, Math.round(spanMs / windows.windowMs)));
  const count = all === 0 ? 0 : Math.floor(all / perSpan);
  return Array.from({ length: count }, (_, index) => factsBetween(result, index * perSpan, (index + 1) * perSpan));
}

/** The same means over several spans, in a row or not. */
export function factsOver(result: RunResult, spans: readonly SpanFacts[]): SpanFacts | undefined {
  const windowMs = result.series.windows?.windowMs ?? 0;
  const indexes = spans.flatMap(({ startMs, durationMs }) =>
    Array.from({ length: Math.round(durationMs / windowMs) }, (_, index) => Math.round(startMs / windowMs) + index),
  );
  return spans.length === 0 ? undefined : factsOf(result, indexes);
}

const factsBetween = (result: RunResult, from: number, to: number): SpanFacts =>
  factsOf(
    result,
    Array.from({ length: to - from }, (_, index) => from + index),
  );

function factsOf(result: RunResult, indexes: readonly number[]): SpanFacts {
  const { signals, series } = result;
  const { windows } = series;
  if (windows === null) throw new RangeError('a result without windows has no spans');
  const seconds = (indexes.length * windows.windowMs) / 1_000;
  const sum = (values: readonly number[]) => indexes.reduce((total, index) => total + (values[index] ?? 0), 0);
  const read = (source: string, channel: string): number | null => {
    const values = signals?.series.find((one) => one.source === source && one.channel === channel)?.values ?? [];
    return mean(indexes.flatMap((index) => values[index] ?? []));
  };
  const offered = sum(windows.offered ?? windows.started);
  const [began, ended] = [sum(windows.started), sum(windows.ended)];
  const ratio = (part: number, of: number) => (of === 0 ? 0 : part / of);
  return {
    startMs: (indexes[0] ?? 0) * windows.windowMs,
    durationMs: indexes.length * windows.windowMs,
    offeredRps: offered / seconds,
    completedRps: ended / seconds,
    droppedRatio: ratio(sum(windows.dropped), sum(windows.dropped) + began),
    failedRatio: ratio(sum(windows.failed), ended),
    inFlight: sum(windows.inFlight) / indexes.length,
    p95Ms: median(indexes.flatMap((index) => windows.requests.p95Ms[index] ?? [])),
    ...signalFacts(read, foreignBefore(result), (channel) => shareAbove(signals, channel, indexes)),
  };
}

/** null where all that the target consists of is known. */
function foreignBefore({ run: { sameHost }, generator }: RunResult): number | null {
  const { foreignRatioMean, foreignRatioBefore } = generator?.host ?? {};
  return !sameHost || foreignRatioMean !== undefined ? null : (foreignRatioBefore ?? 0);
}

type Read = (source: string, channel: string) => number | null;

function signalFacts(read: Read, foreignRatio: number | null, waitingRatioOf: (channel: string) => number) {
  const known = <Facts extends object>(facts: { readonly [Key in keyof Facts]: number | null }): Facts | null =>
    Object.values(facts).includes(null) ? null : (facts as Facts);
  const runtime = (channel: string) => read(signalSources.nodeRuntime, channel);
  const threads = (channel: string) => read(signalSources.targetThreads, channel);
  const databaseCores = read(signalSources.targetProcesses, 'database.cpu');
  const [open, idle] = [runtime('poolOpen'), runtime('poolIdle')];
  const byClass = (prefix: string) =>
    known<Record<SessionClass, number>>(
      Object.fromEntries(
        sessionClasses.map((name) => [name, read(signalSources.databaseSessions, `${prefix}${name}`)]),
      ) as Record<SessionClass, number | null>,
    );
  return {
    host: hostFacts(read, databaseCores, foreignRatio),
    threads: known<ThreadFacts>({
      main: threads('main'),
      others: threads('others'),
      runDelay: threads('runDelay'),
      processes: threads('processes'),
    }),
    loop: known<LoopFacts>({
      utilization: runtime('eventLoopUtilization'),
      delayMs: runtime('eventLoopDelay'),
      delayP99Ms: runtime('eventLoopDelayP99'),
      gc: runtime('gc'),
    }),
    threadPoolMs: runtime('threadPool'),
    pool: known<PoolFacts>({
      max: runtime('poolMax'),
      inUse: open === null || idle === null ? null : open - idle,
      waiting: runtime('poolWaiting'),
      waitingRatio: waitingRatioOf('poolWaiting'),
    }),
    sessions: byClass(''),
    blockers: byClass('blocker.'),
    databaseCores,
  };
}

/**
 * What others took is what nobody else took; but a target at a URL may have a database or other services on this host.
 * What took CPUs before the load was none of them.
 */
function hostFacts(read: Read, databaseCores: number | null, foreignRatio: number | null): HostFacts | null {
  const host = (channel: string) => read(signalSources.hostCpu, channel);
  const [busy, steal, cores] = [host('busy'), host('steal'), host('total')];
  if (busy === null || steal === null || cores === null) return null;
  const threads = (channel: string) => read(signalSources.targetThreads, channel) ?? 0;
  const k6 = read(signalSources.generatorCpu, 'cpu') ?? 0;
  const target = threads('main') + threads('others');
  const rest = Math.max(0, busy - k6 - target - (databaseCores ?? 0));
  return { cores, busy, steal, foreign: foreignRatio === null ? rest : Math.min(rest, foreignRatio * cores) };
}

/** Half a request on average is one that waits half of the time. */
const minWaiting = 0.5;

/** In which part of the windows somebody waited. */
function shareAbove(signals: RunResult['signals'], channel: string, indexes: readonly number[]): number {
  const { nodeRuntime } = signalSources;
  const values = signals?.series.find((one) => one.source === nodeRuntime && one.channel === channel)?.values ?? [];
  const own = indexes.flatMap((index) => values[index] ?? []);
  return own.length === 0 ? 0 : own.filter((value) => value >= minWaiting).length / own.length;
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

const median = (values: readonly number[]): number | null =>
  values.length === 0
    ? null
    : quantile(
        values.toSorted((a, b) => a - b),
        0.5,
      );
