import type { RunResult } from '../../lib/model/result.ts';
import type { Language } from '../languages/language.ts';
import { columnsOf, padEnd } from './text-width.ts';

const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const mostColumns = 60;

/** The run over time as lines of bars, each from zero to its own most, which stands beside it. */
export function sparklines({ series: { windows: series } }: RunResult, language: Language): string[] {
  if (series === null) return [];
  const { chart } = language.labels;
  const perSecond = (values: readonly number[]) => values.map((value) => (value * 1_000) / series.windowMs);
  const rows: { name: string; values: readonly (number | null)[]; most: (value: number) => string }[] = [
    ...(series.offered === null
      ? []
      : [{ name: chart.offered, values: perSecond(series.offered), most: language.rps }]),
    { name: chart.completed, values: perSecond(series.ended), most: language.rps },
    { name: 'p95', values: series.requests.p95Ms, most: language.ms },
    { name: chart.failedRequests, values: perSecond(series.requests.failed), most: language.rps },
    { name: chart.open, values: series.inFlight, most: (value: number) => language.count(value) },
  ].filter(({ values }) => values.some((value) => value !== null && value > 0));
  const width = Math.max(0, ...rows.map(({ name }) => columnsOf(name)));
  return rows.map(({ name, values, most }) => {
    const columns = squeezed(values);
    const highest = Math.max(...columns.map((value) => value ?? 0));
    const drawn = columns.map((value) =>
      value === null ? ' ' : (bars[Math.min(7, Math.floor((value / highest) * 7.999))] ?? '▁'),
    );
    return `${padEnd(name, width)}  ${drawn.join('')}  ${most(highest)}`;
  });
}

/** At most so many columns, each the highest of what it stands for. */
function squeezed(values: readonly (number | null)[]): (number | null)[] {
  const each = Math.ceil(values.length / mostColumns);
  return Array.from({ length: Math.ceil(values.length / each) }, (_, column) => {
    const known = values.slice(column * each, (column + 1) * each).filter((value) => value !== null);
    return known.length === 0 ? null : Math.max(...known);
  });
}
