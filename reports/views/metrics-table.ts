/** What the target said of itself while the load ran. */
import type { RunResult } from '../../lib/model/result.ts';
import { isCounter, signalSources } from '../../lib/model/signal.ts';
import { number, type Table, text } from '../document.ts';
import type { Language } from '../languages/language.ts';
import { figuresOf } from './signal-series.ts';

const maxRows = 60;

/** Those of its metrics that changed; counters per second. */
export function metricsTable({ signals }: RunResult, language: Language): Table {
  const { columns, sections, resources } = language.labels;
  const own = (signals?.series ?? []).filter(({ source, values }) => {
    const known = values.filter((value) => value !== null);
    return source === signalSources.targetMetrics && new Set(known).size > 1;
  });
  return {
    title: sections.targetMetrics,
    columns: [text(columns.metric), number(resources.columns.mean), number(resources.columns.most)],
    rows: own.slice(0, maxRows).map(({ source, channel, values }) => {
      const { mean = 0, most = 0 } = figuresOf(values) ?? {};
      const format = isCounter(source, channel) ? language.rps : language.number;
      return [channel, format(mean), format(most)];
    }),
  };
}
