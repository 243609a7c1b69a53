import type { RunResult } from '../../model/result.ts';
import type { ActivitySlice, SessionClass } from '../../model/signal.ts';
import type { SpanFacts } from './spans.ts';

/** What the target was at while it was under stress; of the sessions of its database, the most first. */
export interface Activity {
  /** Packages with native code in the target's process. */
  readonly addons: readonly string[];
  readonly statements: readonly StatementActivity[];
  readonly blockers: readonly StatementActivity[];
  readonly relations: readonly { readonly name: string; readonly waiting: number }[];
  /** The function that took most of the time that was not idle, where a CPU profile was taken. */
  readonly hottest: { readonly name: string; readonly selfRatio: number } | null;
}

export interface StatementActivity {
  readonly class: SessionClass;
  readonly text: string;
  readonly sessions: number;
}

/** The activity of the slices that lie mostly in these spans. */
export function activityIn(result: RunResult, spans: readonly SpanFacts[]): Activity {
  const originMs = result.series.windows?.originMs ?? 0;
  const slices = (result.signals?.database?.slices ?? []).filter(({ atMs, durationMs }) => {
    const middleMs = atMs + durationMs / 2 - originMs;
    return spans.some(({ startMs, durationMs: length }) => middleMs >= startMs && middleMs < startMs + length);
  });
  return {
    addons: result.signals?.addons ?? [],
    statements: merged(slices, ({ statements }) => statements),
    blockers: merged(slices, ({ blockers }) => blockers),
    relations: mergedRelations(slices),
    hottest: hottestOf(result),
  };
}

function hottestOf({ signals }: RunResult): Activity['hottest'] {
  const [first, ...others] = signals?.cpuProfile?.functions ?? [];
  if (first === undefined) return null;
  return others.reduce((most, one) => (one.selfRatio > most.selfRatio ? one : most), first);
}

function merged(
  slices: readonly ActivitySlice[],
  of: (slice: ActivitySlice) => readonly StatementActivity[],
): StatementActivity[] {
  const samples = slices.reduce((sum, slice) => sum + slice.samples, 0);
  const all = new Map<string, StatementActivity>();
  for (const slice of slices) {
    for (const statement of of(slice)) {
      const key = `${statement.class} ${statement.text}`;
      const sessions = (all.get(key)?.sessions ?? 0) + (statement.sessions * slice.samples) / samples;
      all.set(key, { ...statement, sessions });
    }
  }
  return [...all.values()].sort((a, b) => b.sessions - a.sessions);
}

function mergedRelations(slices: readonly ActivitySlice[]): Activity['relations'] {
  const all = new Map<string, number>();
  for (const { relations } of slices) {
    for (const { name, waiting } of relations) all.set(name, (all.get(name) ?? 0) + waiting / slices.length);
  }
  return [...all].map(([name, waiting]) => ({ name, waiting })).sort((a, b) => b.waiting - a.waiting);
}
