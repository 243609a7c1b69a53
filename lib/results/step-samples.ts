import type { DurationStore, Durations } from './durations.ts';
import { groupsOf } from './group-path.ts';
import type { SampleRow } from './samples/sample-rows.ts';
import { StepEntries } from './step-entries.ts';

/** What k6 made of a response; `unknown` where the script turned that off (`responseCallback: null`). */
export type Outcome = 'ok' | 'failed' | 'unknown';

/**
 * Requests of one step that began in one stage. Those without any answer (refused, reset) have failed, too, but how
 * long an answer would have taken is not known: it would be at least that long.
 */
export type Cell = Readonly<Record<Outcome | 'unanswered', Durations>>;

/** Requests of a cell by what became of them. */
export const durationsOf = (cell: Cell, outcome: Outcome): Durations[] =>
  outcome === 'failed' ? [cell.failed, cell.unanswered] : [cell[outcome]];

export interface StepSamples {
  /** Its path of groups, or its name alone. */
  readonly path: readonly string[];
  /** By stage; the last one holds what began after the load. */
  readonly cells: Cell[];
  timeouts: number;
  /** The shortest request that ended at the timeout. */
  minTimeoutMs: number;
  /** Failed requests by cause. */
  readonly causes: Map<string, number>;
  /** k6's Rate of the step: an attempt may be several requests (redirects), and fail although each was answered. */
  readonly rate: { ok: number; failed: number };
  /** Journeys that reached the step, if they perform their steps in order. */
  readonly entries: StepEntries;
  /** Durations by whether their journey reached the last step; filled where rows carry the VU. */
  readonly reachedLast: Durations;
  readonly lost: Durations;
}

export function emptyStep(path: readonly string[], stages: number, store: DurationStore): StepSamples {
  return {
    path,
    cells: Array.from({ length: stages }, () => ({
      ...{ ok: store.make(), failed: store.make(), unknown: store.make(), unanswered: store.make() },
    })),
    timeouts: 0,
    minTimeoutMs: Number.POSITIVE_INFINITY,
    causes: new Map(),
    rate: { ok: 0, failed: 0 },
    entries: new StepEntries(),
    reachedLast: store.make(),
    lost: store.make(),
  };
}

/** The step of a request: its tag, else what distinguishes requests in a foreign script. */
export function stepPathOf(row: SampleRow): readonly string[] {
  const step = row.tag('step');
  if (step !== '') return [step];
  const groups = groupsOf(row.tag('group'));
  return groups.length > 0 ? groups : [row.tag('name') || row.tag('url') || '(unnamed)'];
}
