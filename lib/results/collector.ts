import { originTag } from '../contract/metrics.ts';
import type { CheckResult } from '../model/result.ts';
import { DurationStore, type Durations } from './durations.ts';
import { FloatList } from './samples/float-list.ts';
import type { SampleRow } from './samples/sample-rows.ts';
import { Windows } from './windows.ts';

/** Requests of one step that began in one stage. */
export interface Cell {
  readonly ok: Durations;
  readonly failed: Durations;
}

export interface StepSamples {
  readonly name: string;
  /** By stage; the last one holds what began after the load. */
  readonly cells: Cell[];
  timeouts: number;
  /** Failed requests by cause. */
  readonly causes: Map<string, number>;
  /** Durations by whether their journey reached the last step; filled where rows carry the VU. */
  readonly reachedLast: Durations;
  readonly lost: Durations;
}

/** Instants of journeys, ms since the epoch, in the order in which k6 wrote them. */
export interface JourneyInstants {
  readonly startsMs: FloatList;
  /** Of journeys that came to an end of their own, failed ones included: when they began and ended. */
  readonly endedStartsMs: FloatList;
  readonly endedMs: FloatList;
  readonly failedMs: FloatList;
  readonly dropsMs: FloatList;
}

/** Where a load begins and what its stages are. */
export interface Schedule {
  /** From the schedule's origin, in order. */
  readonly stages: readonly { readonly startMs: number; readonly durationMs: number }[];
  /** The schedule's origin where the samples do not tell it, ms since the epoch. */
  readonly originMs: number | undefined;
  /** When the first journey is due, from the origin on. */
  readonly firstDueMs: number | undefined;
}

/** A run with more names than this has ids in them: the others are counted as one. */
const mostSteps = 40;
const otherSteps = '(others)';

/** Journeys whose instants are kept one by one. */
const mostJourneys = 1_500_000;

/** What the rows of one run add up to, filled by the rows' takers (row-takers.ts). */
export class Collector {
  readonly store: DurationStore;
  readonly windows = new Windows();
  readonly steps: StepSamples[] = [];
  readonly journeyDurations: Durations;
  readonly journeyFailures = new Map<string, Map<string, number>>();
  readonly counts = { started: 0, ended: 0, ok: 0, failed: 0, dropped: 0, exceptions: 0 };
  /** Requests, checks and iterations in all, the warm-up's included. */
  readonly rowCounts = { requests: 0, checks: 0, iterations: 0 };
  /** undefined when there are more than are kept. */
  instants: JourneyInstants | undefined = {
    startsMs: new FloatList(),
    endedStartsMs: new FloatList(),
    endedMs: new FloatList(),
    failedMs: new FloatList(),
    dropsMs: new FloatList(),
  };
  originMs: number | undefined;
  isSubSecond = false;

  private readonly schedule: Schedule;
  private readonly stageEndsMs: readonly number[];
  private lastStage = 0;
  private readonly stepNumbers = new Map<string, number>();
  private readonly checkCounts = new Map<string, { passes: number; fails: number }>();
  /** How many steps are known beforehand. */
  private readonly knownSteps: number;

  constructor(schedule: Schedule, steps: readonly string[] | undefined, mostDurations: number) {
    this.schedule = schedule;
    this.store = new DurationStore(mostDurations);
    this.journeyDurations = this.store.make();
    this.originMs = schedule.originMs;
    this.stageEndsMs = schedule.stages.map(({ startMs, durationMs }) => startMs + durationMs);
    for (const name of steps ?? []) this.stepNumber(name);
    this.knownSteps = this.steps.length;
  }

  get checks(): CheckResult[] {
    return [...this.checkCounts].map(([name, counts]) => ({ name, ...counts }));
  }

  /** Number of the step whose success ends a journey. */
  get lastStep(): number {
    return (this.knownSteps || this.steps.length) - 1;
  }

  check(name: string): { passes: number; fails: number } {
    const known = this.checkCounts.get(name) ?? { passes: 0, fails: 0 };
    this.checkCounts.set(name, known);
    return known;
  }

  stepNumber(name: string): number {
    const known = this.stepNumbers.get(name);
    if (known !== undefined) return known;
    if (this.steps.length >= mostSteps && name !== otherSteps) return this.stepNumber(otherSteps);
    const { store } = this;
    this.steps.push({
      name,
      cells: Array.from({ length: this.stageEndsMs.length + 1 }, () => ({ ok: store.make(), failed: store.make() })),
      timeouts: 0,
      causes: new Map(),
      reachedLast: store.make(),
      lost: store.make(),
    });
    this.stepNumbers.set(name, this.steps.length - 1);
    return this.steps.length - 1;
  }

  /** ms from the schedule's origin, which the first start tells; without one, the first instant there is. */
  offsetOf(atMs: number): number {
    this.originMs ??= atMs;
    return atMs - this.originMs;
  }

  /**
   * The first start or drop of a journey. k6's own clock of the schedule (`taggedMs`) starts before its VUs are ready: when it really began is known from when the first journey was
   * due.
   */
  beginAt(atMs: number, taggedMs: number | undefined): void {
    const { firstDueMs } = this.schedule;
    this.originMs ??= firstDueMs === undefined ? taggedMs : atMs - firstDueMs;
  }

  /** The stage of an instant; one past the last after the load. Instants mostly come in order, so that the last answer is a good guess. */
  stageAt(offsetMs: number): number {
    const ends = this.stageEndsMs;
    const guess = this.lastStage;
    let stage = guess > 0 && (ends[guess - 1] as number) > offsetMs ? 0 : guess;
    while (stage < ends.length && (ends[stage] as number) <= offsetMs) stage++;
    this.lastStage = stage;
    return stage;
  }

  keep(list: keyof JourneyInstants, atMs: number): void {
    if (this.instants === undefined) return;
    this.instants[list].push(atMs);
    if (this.instants[list].length > mostJourneys) this.instants = undefined;
  }

  failJourney(step: string, cause: string): void {
    const causes = this.journeyFailures.get(step) ?? new Map<string, number>();
    this.journeyFailures.set(step, causes);
    increment(causes, cause);
  }
}

/** The origin of the schedule that a row tells, ms since the epoch. */
export function originOf(row: SampleRow): number | undefined {
  const taggedMs = Number(row.tag(originTag));
  return isInstant(taggedMs) && taggedMs > 0 ? taggedMs : undefined;
}

/** Whether it is an instant that a Date can hold. */
export const isInstant = (ms: number): boolean => Math.abs(ms) <= 8.64e15;

/** The step of a request: its tag, else what a script of anybody's has to tell requests apart. */
export function stepNameOf(row: SampleRow): string {
  const group = row.tag('group').split('::').at(-1);
  return row.tag('step') || group || row.tag('name') || row.tag('url') || '(unnamed)';
}

export function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
