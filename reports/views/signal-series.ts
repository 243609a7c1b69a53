/** What collectors read of the target and its surroundings, by name. */
import type { RunResult } from '../../lib/model/result.ts';
import { signalSources } from '../../lib/model/signal.ts';

export type Values = readonly (number | null)[];

const { generatorCpu, hostCpu, targetProcesses, targetThreads, nodeRuntime, databaseSessions } = signalSources;

/** The series that reports show; undefined where one was not read. */
export function signalSeries({ signals }: RunResult) {
  const read = (source: string, channel: string): Values | undefined => {
    const values = signals?.series.find((one) => one.source === source && one.channel === channel)?.values;
    return values?.some((value) => value !== null) ? values : undefined;
  };
  const open = read(nodeRuntime, 'poolOpen');
  const idle = read(nodeRuntime, 'poolIdle');
  return {
    host: read(hostCpu, 'busy'),
    cores: read(hostCpu, 'total'),
    generator: read(generatorCpu, 'cpu'),
    main: read(targetThreads, 'main'),
    others: read(targetThreads, 'others'),
    processes: read(targetThreads, 'processes'),
    runDelay: read(targetThreads, 'runDelay'),
    database: read(targetProcesses, 'database.cpu'),
    loop: read(nodeRuntime, 'eventLoopUtilization'),
    loopDelay: read(nodeRuntime, 'eventLoopDelayP99'),
    gc: read(nodeRuntime, 'gc'),
    threadPool: read(nodeRuntime, 'threadPool'),
    poolInUse: open && idle && combined(open, idle, (a, b) => a - b),
    poolWaiting: read(nodeRuntime, 'poolWaiting'),
    poolMax: read(nodeRuntime, 'poolMax'),
    sessionsCpu: read(databaseSessions, 'cpu'),
    sessionsLock: read(databaseSessions, 'lock'),
    sessionsIo: read(databaseSessions, 'io'),
    sessionsIdle: read(databaseSessions, 'idleInTransaction'),
  };
}

/** Two series in one; null where one of them is not known. */
export const combined = (a: Values, b: Values, of: (a: number, b: number) => number): Values =>
  a.map((value, index) => {
    const other = b[index] ?? null;
    return value === null || other === null ? null : of(value, other);
  });

/** Mean and highest of a series; undefined without any value. */
export function figuresOf(values: Values | undefined): { readonly mean: number; readonly most: number } | undefined {
  const known = (values ?? []).filter((value) => value !== null);
  if (known.length === 0) return undefined;
  return { mean: known.reduce((sum, value) => sum + value, 0) / known.length, most: Math.max(...known) };
}
