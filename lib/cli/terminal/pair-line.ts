import { valueOfMetric } from '../../judge/compare/metric-values.ts';
import type { ComparisonVerdict } from '../../model/comparison.ts';
import { changeSoFar, type RunPair } from '../../steppers/sequential-test.ts';

/**
 * The result of a pair of runs, in one line: the journey's latencies on both sides, and the change over all pairs so
 * far.
 */
export function pairLine(pairs: readonly RunPair[], verdict: ComparisonVerdict | undefined): string {
  const last = pairs.at(-1);
  const cells = (['p50', 'p95'] as const).map((kind) => {
    const value = (side: RunPair['a'] | undefined) => side && valueOfMetric(side.result, { kind, step: null });
    return `${kind} ${ms(value(last?.a))} → ${ms(value(last?.b))}, so far ${percent(changeSoFar(pairs, kind))}`;
  });
  const look = verdict === undefined ? '' : `   look: ${verdict}`;
  return `pair ${String(pairs.length).padStart(2)}  ${cells.join('   ')}${look}`;
}

const ms = (value: number | null | undefined): string => (value == null ? '—' : `${value.toFixed(1)} ms`).padStart(10);

function percent(ratio: number | undefined): string {
  if (ratio === undefined) return '—'.padStart(8);
  if (Math.abs(ratio - 1) < 0.0005) return '< 0.1 %'.padStart(8);
  return `${ratio >= 1 ? '+' : '−'}${Math.abs((ratio - 1) * 100).toFixed(1)} %`.padStart(8);
}
