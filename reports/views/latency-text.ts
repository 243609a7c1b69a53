import type { Latency } from '../../lib/model/result.ts';
import type { Language } from '../languages/language.ts';
import { noFigure } from '../languages/numbers.ts';

const quantiles = { p50Ms: 0.5, p90Ms: 0.9, p95Ms: 0.95, p99Ms: 0.99 } as const;

type LatencyFigure = keyof typeof quantiles | 'maxMs';

/** A figure of a latency: a dash where the samples are too few for it, `≥` where it is a lower bound. */
export function latencyText(latency: Latency | null | undefined, figure: LatencyFigure, language: Language): string {
  if (latency == null) return noFigure;
  const value = latency[figure];
  const { n, unfinished } = latency;
  const isExact = figure === 'maxMs' || n === null;
  const text = isExact ? language.ms(value) : language.quantile(value, quantiles[figure], n + unfinished);
  return latency.atLeast.includes(figure) ? atLeast(text) : text;
}

/** A lower bound; what is not shown is none. */
export const atLeast = (text: string): string => (text === noFigure ? text : `≥ ${text}`);
