/** The target and its surroundings while the load ran, on the axis of the load. */
import type { RunResult } from '../../lib/model/result.ts';
import type { Line } from '../charts/line-chart.ts';
import type { Chart } from '../document.ts';
import type { Language } from '../languages/language.ts';
import { figuresOf, signalSeries, type Values } from './signal-series.ts';
import { chartMaker } from './time-charts.ts';

interface SignalChart {
  readonly title: string;
  readonly axis: string;
  readonly lines: Readonly<Record<string, Values | undefined>>;
  /** Drawn as a limit: its mean. */
  readonly limit?: readonly [name: string, values: Values | undefined];
}

/** CPU, event loop, thread pool, connections and sessions; only those that were read. */
export function signalCharts(result: RunResult, language: Language): Chart[] {
  const { windows } = result.series;
  if (windows === null || result.signals === undefined) return [];
  const draw = chartMaker(windows, result, language);
  return chartsOf(signalSeries(result), language).flatMap(({ title, axis, lines, limit: asked }) => {
    const known = Object.entries(lines).flatMap(([of, own]): Line[] => (own ? [{ name: of, values: own }] : []));
    const value = Math.round(figuresOf(asked?.[1])?.mean ?? 0);
    const limit = value === 0 ? undefined : { value, name: `${asked?.[0]} ${language.number(value)}` };
    return known.length === 0 ? [] : [draw(title, axis, known, { limit })];
  });
}

function chartsOf(series: ReturnType<typeof signalSeries>, { labels: { chart } }: Language): readonly SignalChart[] {
  const { signals: texts, axisMs } = chart;
  const { host, main, others, database, generator, cores, loop, gc, loopDelay, threadPool } = series;
  const cpu = {
    [texts.host]: host,
    [texts.main]: main,
    [texts.others]: others,
    [texts.database]: database,
    [texts.generator]: generator,
  };
  const sessions = {
    [texts.executing]: series.sessionsCpu,
    [texts.lock]: series.sessionsLock,
    [texts.io]: series.sessionsIo,
    [texts.idleInTransaction]: series.sessionsIdle,
  };
  const pool = { [texts.inUse]: series.poolInUse, [texts.waiting]: series.poolWaiting };
  const waits = { [texts.loopDelay]: loopDelay, [texts.threadPool]: threadPool };
  return [
    { title: texts.cpu, axis: texts.axisCores, lines: cpu, limit: [texts.cores, cores] },
    { title: texts.busy, axis: texts.axisPart, lines: { [texts.loop]: loop, [texts.gc]: gc } },
    { title: texts.waits, axis: axisMs, lines: waits },
    { title: texts.pool, axis: texts.axisConnections, lines: pool, limit: [texts.poolMax, series.poolMax] },
    { title: texts.sessions, axis: texts.axisSessions, lines: sessions },
  ];
}
