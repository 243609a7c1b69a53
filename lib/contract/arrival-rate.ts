/** The schedule of an open load, in k6's own fields: whole rates per time unit. */
export interface ArrivalRate {
  readonly startRate: number;
  readonly timeUnitMs: number;
  readonly stages: readonly { readonly target: number; readonly durationMs: number }[];
  /** Of Poisson arrivals; evenly spaced ones have none. */
  readonly seed?: number;
}

/**
 * One stretch of a schedule: its rates are iterations per ns. The sums are in doubles and in k6's own order, because a
 * count such as ⌊430.0000001⌋ depends on it.
 */
export interface StageSpan {
  readonly from: number;
  readonly to: number;
  readonly durationNs: number;
  readonly startNs: number;
  /** Iterations due before this stage, and by its end; fractional. */
  readonly before: number;
  readonly after: number;
}

const nsPerMs = 1e6;

/** The stages of a schedule, with what is due in each if it is evenly spaced. */
export function stageSpans({ startRate, timeUnitMs, stages }: ArrivalRate): StageSpan[] {
  const timeUnitNs = timeUnitMs * nsPerMs;
  let from = startRate / timeUnitNs;
  let before = 0;
  let startNs = 0;
  return stages.map((stage) => {
    const to = stage.target / timeUnitNs;
    const durationNs = Math.round(stage.durationMs * nsPerMs);
    const due = from === to ? durationNs * to : durationNs * ((to - from) / 2 + from);
    const span = { from, to, durationNs, startNs, before, after: before + due };
    before = span.after;
    startNs += durationNs;
    from = to;
    return span;
  });
}

/** When the n-th iteration of a stage is due, ns from its start; n may be fractional. */
export function offsetNs({ from, to, durationNs }: StageSpan, n: number): number {
  if (from === to) return n / to;
  const root = Math.sqrt(Math.max(0, durationNs * (from * from * durationNs + 2 * n * (to - from))));
  return (from * durationNs - root) / (from - to);
}
