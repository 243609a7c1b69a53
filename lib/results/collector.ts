import { originTag } from '../contract/metrics.ts';
import { DurationStore, type Durations } from './durations.ts';
import { displayNames } from './group-path.ts';
import type { SeenResponses } from './response-kinds.ts';
import { FloatList } from './samples/float-list.ts';
import type { SampleRow } from './samples/sample-rows.ts';
import { emptyStep, type StepSamples } from './step-samples.ts';
import type { CountedCheck } from './summary-checks.ts';
import { Windows } from './windows.ts';

/** Instants of journeys, ms since the epoch, in the order in which k6 wrote them. */
export interface JourneyInstants {
  readonly startsMs: FloatList;
  /** Of journeys that finished, failed ones included: when they began and ended. */
  readonly endedStartsMs: FloatList;
  readonly endedMs: FloatList;
  readonly failedMs: FloatList;
  readonly dropsMs: FloatList;
}

/** Where a load begins and what its stages are. */
export interface Schedule {
  /** From the schedule's origin, in order. */
  readonly stages: readonly { readonly startMs: number; readonly durationMs: number }[];
  /** A journey is its steps in their order. */
  readonly isList: boolean;
  /** The schedule's origin if the samples lack it, ms since the epoch. */
  readonly originMs: number | undefined;
  /** When the first journey is due, from the origin on. */
  readonly firstDueMs: number | undefined;
  /** The longest that journeys pause before each step, and after the last, ms. */
  readonly pausesMs?: readonly number[] | undefined;
}

/** A run with more names than this has ids in them: the others are counted as one. */
const maxSteps = 40;
const otherSteps = '(others)';

/** Journeys whose instants are kept one by one. */
const maxJourneys = 1_500_000;

/** What the rows of one run add up to, filled by the rows' takers (row-takers.ts). */
export class Collector {
  readonly store: DurationStore;
  readonly windows = new Windows();
  readonly steps: StepSamples[] = [];
  readonly journeyDurations: Durations;
  readonly journeyFailures = new Map<string, Map<string, number>>();
  /** By their step and kind. */
  readonly responses = new Map<string, SeenResponses>();
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
  /** The last instant at which k6 is known to have run, ms since the epoch; -Infinity without a row. */
  lastMs = Number.NEGATIVE_INFINITY;
  isSubSecond = false;
  /** Journeys say how long they took without their pauses. */
  hasOwnDurations = false;

  private readonly schedule: Schedule;
  private readonly stageEndsMs: readonly number[];
  private lastStage = 0;
  private readonly stepNumbers = new Map<string, number>();
  private readonly checkCounts = new Map<string, CountedCheck & { passes: number; fails: number }>();
  /** How many steps are known beforehand. */
  private readonly knownSteps: number;

  constructor(schedule: Schedule, steps: readonly string[] | undefined, maxDurations: number) {
    this.schedule = schedule;
    this.store = new DurationStore(maxDurations);
    this.journeyDurations = this.store.make();
    this.originMs = schedule.originMs;
    this.stageEndsMs = schedule.stages.map(({ startMs, durationMs }) => startMs + durationMs);
    for (const name of steps ?? []) this.stepNumber([name]);
    this.knownSteps = this.steps.length;
  }

  get checks(): readonly CountedCheck[] {
    return [...this.checkCounts.values()];
  }

  /** Of each step, with as many of its groups as distinguish it from the others. */
  get stepNames(): string[] {
    return displayNames(this.steps.map(({ path }) => path));
  }

  /** Number of the step whose success ends a journey. */
  get lastStep(): number {
    return (this.knownSteps || this.steps.length) - 1;
  }

  check(group: string, name: string): { passes: number; fails: number } {
    const key = `${group}::${name}`;
    const known = this.checkCounts.get(key) ?? { name, group, passes: 0, fails: 0 };
    this.checkCounts.set(key, known);
    return known;
  }

  stepNumber(path: readonly string[]): number {
    const key = path.join('::');
    const known = this.stepNumbers.get(key);
    if (known !== undefined) return known;
    if (this.steps.length >= maxSteps && key !== otherSteps) return this.stepNumber([otherSteps]);
    this.steps.push(emptyStep(path, this.stageEndsMs.length + 1, this.store));
    this.stepNumbers.set(key, this.steps.length - 1);
    return this.steps.length - 1;
  }

  /** Notes the stamp of a row. */
  see(atMs: number): void {
    if (atMs > this.lastMs) this.lastMs = atMs;
    if (atMs % 1_000 !== 0) this.isSubSecond = true;
  }

  /** ms from the schedule's origin, which the first start carries; without one, from the first instant. */
  offsetOf(atMs: number): number {
    this.originMs ??= atMs;
    return atMs - this.originMs;
  }

  /**
   * The first start or drop of a journey. k6's own clock of the schedule (`taggedMs`) starts before its VUs are
   * ready: when it really began is known from when the first journey was due.
   */
  beginAt(atMs: number, taggedMs: number | undefined): void {
    const { firstDueMs } = this.schedule;
    this.originMs ??= firstDueMs === undefined ? taggedMs : atMs - firstDueMs;
  }

  /**
   * The stage of an instant; one past the last after the load. Instants mostly come in order, so that the last
   * answer is a good guess.
   */
  stageAt(offsetMs: number): number {
    const ends = this.stageEndsMs;
    const guess = this.lastStage;
    let stage = guess > 0 && (ends[guess - 1] as number) > offsetMs ? 0 : guess;
    while (stage < ends.length && (ends[stage] as number) <= offsetMs) stage++;
    this.lastStage = stage;
    return stage;
  }

  /** A journey reaches a step of a list. */
  enterStep(number: number, atMs: number): void {
    // After a pause of unknown length: an age is never too great.
    const enteredMs = atMs + (this.schedule.pausesMs?.[number] ?? 0);
    if (this.schedule.isList && number < this.knownSteps) this.steps[number]?.entries.enter(enteredMs);
  }

  /** A request of a step that began then was answered. */
  answerStep(number: number, startMs: number): void {
    if (this.schedule.isList && number < this.knownSteps) this.steps[number]?.entries.answer(startMs);
  }

  keep(list: keyof JourneyInstants, atMs: number): void {
    if (this.instants === undefined) return;
    this.instants[list].push(atMs);
    if (this.instants[list].length > maxJourneys) this.instants = undefined;
  }

  failJourney(step: string, cause: string): void {
    const causes = this.journeyFailures.get(step) ?? new Map<string, number>();
    this.journeyFailures.set(step, causes);
    increment(causes, cause);
  }
}

/** The origin of the schedule in a row, ms since the epoch. */
export function originOf(row: SampleRow): number | undefined {
  const taggedMs = Number(row.tag(originTag));
  return isInstant(taggedMs) && taggedMs > 0 ? taggedMs : undefined;
}

/** Whether it is an instant that a Date can hold. */
export const isInstant = (ms: number): boolean => Math.abs(ms) <= 8.64e15;

export function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
