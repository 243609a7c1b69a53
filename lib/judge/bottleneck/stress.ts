import type { RunResult } from '../../model/result.ts';
import { activityIn } from './activity.ts';
import type { Stress } from './limit.ts';
import { factsOver, type SpanFacts, spansOf } from './spans.ts';

const maxDropped = 0.01;
const minCompleted = 0.9;

/** Those in which an objective for latency was missed, or the target did not do what was offered. */
export function stressedSpans(result: RunResult, spans: readonly SpanFacts[]): SpanFacts[] {
  const limitMs = latencyLimitMs(result);
  return spans.filter((span) => isStressed(span, limitMs));
}

/** The spans of a run in which the target was under stress, and means over them; undefined where it was not. */
export function stressOf(
  result: RunResult,
): { readonly spans: readonly SpanFacts[]; readonly stress: Stress } | undefined {
  const spans = stressedSpans(result, spansOf(result));
  const facts = factsOver(result, spans);
  return facts && { spans, stress: { ...facts, activity: activityIn(result, spans) } };
}

/** The strictest limit for the latency of all requests, ms. */
function latencyLimitMs({ objectives }: RunResult): number {
  const limits = objectives.results.flatMap(({ objective }) =>
    objective.kind === 'latency' ? [objective.belowMs] : [],
  );
  return Math.min(...limits, Number.POSITIVE_INFINITY);
}

const isStressed = ({ p95Ms, droppedRatio, completedRps, offeredRps }: SpanFacts, limitMs: number): boolean =>
  (p95Ms ?? 0) >= limitMs || droppedRatio > maxDropped || completedRps < minCompleted * offeredRps;
