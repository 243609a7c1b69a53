import { emptyHistogram, type Histogram, mergeInto, record } from '../stats/histogram.ts';

/** Error of at most 0.1 %. */
const precisionBits = 9;

/** Requests of one step that began in one window. */
export interface WindowRequests {
  failed: number;
  /** Answered as expected, with a body that is not as it should be. */
  unfit: number;
  /** Sum of ln(ms). */
  sumLog: number;
  readonly histogram: Histogram;
}

/** What began and ended in one stretch of time. */
export interface Window {
  started: number;
  dropped: number;
  ended: number;
  failed: number;
  /** Pauses that began, less those that ended. */
  paused: number;
  /** Sum of the instants at which journeys and the rest after their pauses began, less those of their ends, ms. */
  momentMs: number;
  /** By step, in the order in which the collector numbers them. */
  readonly steps: (WindowRequests | undefined)[];
}

const noRequests = (): WindowRequests => ({ failed: 0, unfit: 0, sumLog: 0, histogram: emptyHistogram(precisionBits) });

const emptyWindow = (): Window => ({ started: 0, dropped: 0, ended: 0, failed: 0, paused: 0, momentMs: 0, steps: [] });

/** A latency below this is counted as this where logarithms are summed. */
const minLogMs = 0.001;

/**
 * A run cut into windows of equal width: a second each, or twice, four times … as much for a long run, so that
 * there are never more than `most`.
 */
export class Windows {
  widthMs = 1_000;
  private all: (Window | undefined)[] = [];
  private pauseEnds = new Map<number, Pick<Window, 'paused' | 'momentMs'>>();
  private readonly most: number;

  constructor(most = 600) {
    this.most = most;
  }

  /** The window of an instant, ms from the origin; what was before it counts as in the first window. */
  at(offsetMs: number): Window {
    const atMs = Math.min(offsetMs, Number.MAX_SAFE_INTEGER);
    while (atMs >= this.widthMs * this.most) this.coarsen();
    const index = Math.max(0, Math.floor(atMs / this.widthMs));
    const known = this.all[index];
    if (known !== undefined) return known;
    const made = emptyWindow();
    this.all[index] = made;
    return made;
  }

  addStart(offsetMs: number): void {
    const window = this.at(offsetMs);
    window.started++;
    window.momentMs += Math.max(0, offsetMs);
  }

  addEnd(offsetMs: number): void {
    const window = this.at(offsetMs);
    window.ended++;
    window.momentMs -= Math.max(0, offsetMs);
  }

  addRequest(offsetMs: number, step: number, ms: number, hasFailed: boolean): void {
    const requests = this.requestsAt(offsetMs, step);
    if (hasFailed) requests.failed++;
    requests.sumLog += Math.log(Math.max(ms, minLogMs));
    record(requests.histogram, ms);
  }

  /** The answer to a request of a step is not what the journey needs. @param offsetMs when the journey ended for it */
  addUnfit(offsetMs: number, step: number): void {
    this.requestsAt(offsetMs, step).unfit++;
  }

  private requestsAt(offsetMs: number, step: number): WindowRequests {
    const { steps } = this.at(offsetMs);
    const known = steps[step];
    if (known !== undefined) return known;
    const made = noRequests();
    steps[step] = made;
    return made;
  }

  /** All windows from the origin to the last in which anything happened, none left out, and at least so many. */
  list(atLeast = 0): Window[] {
    return this.whole(atLeast).map((window, index) => {
      const ended = this.pauseEnds.get(index);
      if (ended === undefined) return window;
      return { ...window, paused: window.paused + ended.paused, momentMs: window.momentMs + ended.momentMs };
    });
  }

  /** A pause of a journey, whose end is known before it comes, if it comes at all. */
  addPause(fromMs: number, toMs: number): void {
    const window = this.at(fromMs);
    window.paused++;
    window.momentMs -= Math.max(0, fromMs);
    this.endPauses(Math.floor(toMs / this.widthMs), { paused: -1, momentMs: Math.max(0, toMs) });
  }

  private whole(atLeast = 0): Window[] {
    const length = Math.max(atLeast, this.all.length);
    return Array.from({ length }, (_, index) => this.all[index] ?? emptyWindow());
  }

  private endPauses(index: number, { paused, momentMs }: Pick<Window, 'paused' | 'momentMs'>): void {
    const known = this.pauseEnds.get(Math.max(0, index)) ?? { paused: 0, momentMs: 0 };
    this.pauseEnds.set(Math.max(0, index), { paused: known.paused + paused, momentMs: known.momentMs + momentMs });
  }

  private coarsen(): void {
    const pairs = this.whole();
    this.widthMs *= 2;
    this.all = [];
    const ends = this.pauseEnds;
    this.pauseEnds = new Map();
    for (const [index, ended] of ends) this.endPauses(Math.floor(index / 2), ended);
    for (let index = 0; index < pairs.length; index += 2) {
      const [first = emptyWindow(), second] = pairs.slice(index, index + 2);
      this.all.push(second === undefined ? first : mergeWindows([first, second]));
    }
  }
}

/** Several windows as one. */
export function mergeWindows(windows: readonly Window[]): Window {
  const merged = emptyWindow();
  for (const window of windows) {
    merged.started += window.started;
    merged.dropped += window.dropped;
    merged.ended += window.ended;
    merged.failed += window.failed;
    merged.paused += window.paused;
    merged.momentMs += window.momentMs;
    for (const [step, requests] of window.steps.entries()) {
      if (requests === undefined) continue;
      const own = merged.steps[step] ?? noRequests();
      own.failed += requests.failed;
      own.unfit += requests.unfit;
      own.sumLog += requests.sumLog;
      mergeInto(own.histogram, requests.histogram);
      merged.steps[step] = own;
    }
  }
  return merged;
}

/**
 * Journeys in flight, without those that pause: the mean over each window, not their number at one instant, at which
 * evenly spaced journeys may all begin. @param widthMs of the windows, which follow each other from the origin
 */
export function meanInFlight(windows: readonly Window[], widthMs: number): number[] {
  let open = 0;
  return windows.map(({ started, ended, paused, momentMs }, index) => {
    const change = started - ended - paused;
    const mean = open + (change * (index + 1) * widthMs - momentMs) / widthMs;
    open += change;
    return Math.max(0, mean);
  });
}

/** All steps of a window as one. */
export function allRequests(steps: Window['steps']): WindowRequests {
  const [only, ...others] = steps.filter((requests) => requests !== undefined);
  if (only !== undefined && others.length === 0) return only;
  const all = noRequests();
  for (const requests of steps) {
    if (requests === undefined) continue;
    all.failed += requests.failed;
    all.unfit += requests.unfit;
    all.sumLog += requests.sumLog;
    mergeInto(all.histogram, requests.histogram);
  }
  return all;
}
