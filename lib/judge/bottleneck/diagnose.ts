import type { Diagnosis } from '../../model/diagnosis.ts';
import type { RunResult } from '../../model/result.ts';
import { signalSources } from '../../model/signal.ts';
import { activityIn } from './activity.ts';
import { activeSessions } from './limit.ts';
import { type WeighedLimit, weighLimits } from './limits/all.ts';
import { factsOver, type SpanFacts, spansOf } from './spans.ts';
import { stressedSpans } from './stress.ts';

/** The collectors that a diagnosis rests on: where one of them is absent, it says so. */
const { hostCpu, targetThreads, nodeRuntime, databaseSessions } = signalSources;
const diagnosed = [hostCpu, targetThreads, nodeRuntime, databaseSessions] as const;
export type DiagnosedSource = (typeof diagnosed)[number];
const isDiagnosed = (source: string): boolean => (diagnosed as readonly string[]).includes(source);

/** The verdict of the whole must be that of most of its spans. */
const sure = 0.7;
const likely = 0.5;

/**
 * What limits the target, by what was read of it while the load ran. Undefined for a run of which nothing was read, or
 * in which the target died without being under stress before.
 * `none`: nothing was under stress. `undetermined`: something was, and what was read does not carry a verdict.
 */
export function diagnose(result: RunResult): Diagnosis | undefined {
  const spans = spansOf(result);
  if (spans.length === 0) return undefined;
  const stressed = stressedSpans(result, spans);
  const bySpan = stressed.map((span) => ({ span, id: weigh(result, [span])[0]?.id ?? null }));
  const weighed = weigh(result, stressed);
  const [top, ...others] = weighed;
  const missing = (result.signals?.absent ?? []).filter(({ source }) => isDiagnosed(source));
  const stress = factsOver(result, stressed);
  if (stress === undefined) {
    // That nothing limits a target which died is not to be said.
    if (result.run.ending.kind === 'target-died') return undefined;
    return {
      verdict: 'none',
      confidence: 'high',
      fromRps: null,
      step: null,
      values: {},
      evidence: [],
      runnersUp: [],
      census: null,
      missing,
    };
  }
  const agreeing = bySpan.filter(({ id }) => id === top?.id);
  const agreement = agreeing.length / bySpan.length;
  const isKnown = top !== undefined && agreement >= likely;
  return {
    verdict: isKnown ? top.id : 'undetermined',
    confidence: !isKnown ? 'low' : agreement >= sure ? 'high' : 'medium',
    fromRps: isKnown ? (agreeing[0]?.span.offeredRps ?? null) : null,
    step: isKnown ? slowStep(result) : null,
    values: isKnown ? top.values : {},
    evidence: isKnown ? top.evidence : [],
    runnersUp: (isKnown ? others : weighed).map(({ id, evidence }) => ({ id, evidence })),
    census: censusOf(stress),
    missing,
  };
}

/** The limits that hold in these spans, the nearest to the root first. */
function weigh(result: RunResult, spans: readonly SpanFacts[]): WeighedLimit[] {
  const facts = factsOver(result, spans);
  return facts === undefined ? [] : weighLimits({ ...facts, activity: activityIn(result, spans) });
}

const minTimeRatio = 0.6;

/** The step that took most of the time of all requests, those that were open at the end included. */
function slowStep({ latency: { steps } }: RunResult): string | null {
  const times = steps.map(({ name, latency }) => ({ name, ms: (latency?.n ?? 0) * (latency?.meanMs ?? 0) }));
  const totalMs = times.reduce((sum, { ms }) => sum + ms, 0);
  const most = times.find(({ ms }) => ms >= minTimeRatio * totalMs);
  return steps.length > 1 && totalMs > 0 ? (most?.name ?? null) : null;
}

/** Where the journeys in flight are, on average. */
function censusOf({ inFlight, pool, sessions }: SpanFacts): Diagnosis['census'] {
  const waiting = pool?.waiting ?? null;
  if (sessions === null && waiting === null) return null;
  const known = (waiting ?? 0) + (sessions === null ? 0 : activeSessions(sessions));
  return {
    inFlight,
    parts: {
      ...(waiting !== null && { pool: waiting }),
      ...(sessions !== null && {
        lock: sessions.lock,
        database: sessions.cpu + sessions.io + sessions.other,
        transaction: sessions.idleInTransaction + sessions.client,
      }),
      elsewhere: Math.max(0, inFlight - known),
    },
  };
}
