/** Each resource by how much of it was used, and what waited for it (Gregg's USE method; errors have a table). */
import type { RunResult } from '../../lib/model/result.ts';
import { number, type Table, text } from '../document.ts';
import type { Language } from '../languages/language.ts';
import { noFigure } from '../languages/numbers.ts';
import { combined, figuresOf, signalSeries, type Values } from './signal-series.ts';

/** A row for each resource of which anything was read. */
export function resourcesTable(result: RunResult, language: Language): Table {
  const { resources: texts } = language.labels;
  const { columns } = texts;
  const series = signalSeries(result);
  // Two clocks: of a whole core a window may seem to have had a little more, and a wait counts when it is over.
  const part = (values: Values | undefined, of: Values | undefined) =>
    values && of && combined(values, of, (a, b) => (b > 0 ? Math.min(1, a / b) : 0));
  const rows: readonly [name: string, used: Values | undefined, waiting: string][] = [
    [texts.host, part(series.host, series.cores), ''],
    [
      texts.main,
      part(series.main, series.processes),
      waitingFor(texts.runDelay, part(series.runDelay, series.processes), language.percent),
    ],
    [texts.loop, series.loop, waitingFor(texts.loopDelay, series.loopDelay, language.ms)],
    [texts.gc, series.gc, ''],
    [texts.threadPool, undefined, waitingFor(texts.queue, series.threadPool, language.ms)],
    [
      texts.pool,
      part(series.poolInUse, series.poolMax),
      waitingFor(texts.requests, series.poolWaiting, language.number),
    ],
    [texts.locks, undefined, waitingFor(texts.sessions, series.sessionsLock, language.number)],
    [texts.database, part(series.database, series.cores), waitingFor(texts.io, series.sessionsIo, language.number)],
    [texts.generator, part(series.generator, series.cores), ''],
  ];
  return {
    title: language.labels.sections.resources,
    columns: [text(columns.resource), number(columns.used), number(columns.most), text(columns.waiting)],
    rows: rows.flatMap(([name, used, waiting]) => {
      const figures = figuresOf(used);
      if (figures === undefined && waiting === '') return [];
      const shown = figures === undefined ? [noFigure, noFigure] : [figures.mean, figures.most].map(language.percent);
      return [[name, ...shown, waiting]];
    }),
  };

  function waitingFor(template: string, values: Values | undefined, format: (value: number) => string): string {
    const figures = figuresOf(values);
    if (figures === undefined || figures.most === 0) return '';
    return language.say(template, { mean: format(figures.mean), most: format(figures.most) });
  }
}
