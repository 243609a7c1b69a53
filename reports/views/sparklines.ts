import type { RunResult } from '../../lib/model/result.ts';
import type { Language } from '../languages/language.ts';
import { columnsOf, padEnd } from '../text-width.ts';
import { percentileValues } from './window-values.ts';

const bars = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const maxColumns = 60;

interface Spark {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly format: (value: number) => string;
}

/** The run over time as lines of bars, each from zero to its own highest value, which is printed next to it. */
export function sparklines({ series: { windows } }: RunResult, language: Language): string[] {
  if (windows === null) return [];
  const { chart } = language.labels;
  const { rps, ms, count } = language;
  const perSecond = (values: readonly number[]) => values.map((value) => (value * 1_000) / windows.windowMs);
  const { offered, ended, requests, inFlight } = windows;
  const sparks: readonly Spark[] = [
    ...(offered === null ? [] : [{ name: chart.offered, values: perSecond(offered), format: rps }]),
    { name: chart.completed, values: perSecond(ended), format: rps },
    { name: 'p95', values: percentileValues(requests.p95Ms, requests.n, 0.95), format: ms },
    { name: chart.failedRequests, values: perSecond(requests.failed), format: rps },
    { name: chart.open, values: inFlight, format: count },
  ];
  const drawn = sparks.filter(({ values }) => values.some((value) => value !== null && value > 0));
  const width = Math.max(0, ...drawn.map(({ name }) => columnsOf(name)));
  return drawn.map((spark) => sparkline(spark, width));
}

function sparkline({ name, values, format }: Spark, width: number): string {
  const columns = squeezed(values);
  const highest = Math.max(...columns.map((value) => value ?? 0));
  const drawn = columns.map((value) =>
    value === null ? ' ' : (bars[Math.min(7, Math.floor((value / highest) * 7.999))] ?? '▁'),
  );
  return `${padEnd(name, width)}  ${drawn.join('')}  ${format(highest)}`;
}

/** The maximum number of columns, each the highest of the values it represents. */
function squeezed(values: readonly (number | null)[]): (number | null)[] {
  const each = Math.ceil(values.length / maxColumns);
  return Array.from({ length: Math.ceil(values.length / each) }, (_, column) => {
    const known = values.slice(column * each, (column + 1) * each).filter((value) => value !== null);
    return known.length === 0 ? null : Math.max(...known);
  });
}
