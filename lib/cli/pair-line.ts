import type { RunPair } from '../compare/gate-course.ts';
import { valueOfMetric } from '../compare/metric-values.ts';
import type { ComparisonVerdict } from '../contract/comparison.ts';
import { hodgesLehmann } from '../stats/paired.ts';

/** What a pair of runs came to, in one line of a gate's table: the journey's p95 on both sides, and the change over all pairs so far. */
export function pairLine(number: number, pairs: readonly RunPair[], verdict: ComparisonVerdict | undefined): string {
  const ms = (value: number | null | undefined) => (value == null ? '—' : `${value.toFixed(1)} ms`).padStart(10);
  const percent = (ratio: number | undefined) =>
    (ratio === undefined ? '—' : `${ratio >= 1 ? '+' : '−'}${Math.abs((ratio - 1) * 100).toFixed(1)} %`).padStart(8);
  const cells = (['p50', 'p95'] as const).map((kind) => {
    const values = pairs.map(({ a, b }) => ({
      a: valueOfMetric(a.result, { kind, step: null }),
      b: valueOfMetric(b.result, { kind, step: null }),
    }));
    const differences = values.flatMap(({ a, b }) => (a && b ? [Math.log(b / a)] : []));
    const last = values.at(-1);
    const shift = differences.length === 0 ? undefined : Math.exp(hodgesLehmann(differences));
    return `${kind} ${ms(last?.a)} → ${ms(last?.b)}, so far ${percent(shift)}`;
  });
  return `pair ${String(number).padStart(2)}  ${cells.join('   ')}${verdict === undefined ? '' : `   look: ${verdict}`}`;
}
