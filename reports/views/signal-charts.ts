/** The target and its surroundings while the load ran, on the axis of the load. */
import type { RunResult } from '../../lib/model/result.ts';
import type { Line } from '../charts/line-chart.ts';
import type { Chart } from '../document.ts';
import type { Language } from '../languages/language.ts';
import { figuresOf, signalSeries, type Values } from './signal-series.ts';
import { chartMaker } from './time-charts.ts';

/** CPU, event loop, thread pool, connections and sessions; only those that were read. */
export function signalCharts(result: RunResult, language: Language): Chart[] {
  const { windows } = result.series;
  if (windows === null || result.signals === undefined) return [];
  const { signals: texts, axisMs } = language.labels.chart;
  const draw = chartMaker(windows, result, language);
  const series = signalSeries(result);
  const limit = (values: Values | undefined, name: string) => {
    const value = Math.round(figuresOf(values)?.mean ?? 0);
    return value === 0 ? {} : { limit: { value, name: `${name} ${language.number(value)}` } };
  };
  const charts: readonly [title: string, axis: string, lines: readonly NamedValues[], more?: object][] = [
    [
      texts.cpu,
      texts.axisCores,
      [
        [texts.host, series.host],
        [texts.main, series.main],
        [texts.others, series.others],
        [texts.database, series.database],
        [texts.generator, series.generator],
      ],
      limit(series.cores, texts.cores),
    ],
    [
      texts.busy,
      texts.axisPart,
      [
        [texts.loop, series.loop],
        [texts.gc, series.gc],
      ],
    ],
    [
      texts.waits,
      axisMs,
      [
        [texts.loopDelay, series.loopDelay],
        [texts.threadPool, series.threadPool],
      ],
    ],
    [
      texts.pool,
      texts.axisConnections,
      [
        [texts.inUse, series.poolInUse],
        [texts.waiting, series.poolWaiting],
      ],
      limit(series.poolMax, texts.poolMax),
    ],
    [
      texts.sessions,
      texts.axisSessions,
      [
        [texts.executing, series.sessionsCpu],
        [texts.lock, series.sessionsLock],
        [texts.io, series.sessionsIo],
        [texts.idleInTransaction, series.sessionsIdle],
      ],
    ],
  ];
  return charts.flatMap(([title, axis, named, more]) => {
    const lines = named.flatMap(([name, values]): Line[] => (values === undefined ? [] : [{ name, values }]));
    return lines.length === 0 ? [] : [draw(title, axis, lines, more)];
  });
}

type NamedValues = readonly [name: string, values: Values | undefined];
