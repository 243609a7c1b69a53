import type { Answer } from './answer.ts';

/** A step whose request is sent again after some statuses; it has succeeded if the last one has. */
export interface Retry {
  /** Sent again so often at the most. */
  readonly times: number;
  /** After these statuses: `[429, 503]`. */
  readonly on: readonly number[];
  /**
   * How long to wait first, in ms, and twice as long each time (500 by default), unless the answer says so itself
   * (`Retry-After`, at most 60 s).
   */
  readonly waitMs?: number;
}

/** A step whose request is sent until the answer is as wanted; it fails if it never is. */
export interface Poll {
  until(answer: Answer): boolean;
  readonly everyMs: number;
  /** Sent so often at the most. */
  readonly times: number;
}

/** A step whose request may be sent more than once. */
interface Repeating {
  readonly retry?: Retry | undefined;
  readonly poll?: Poll | undefined;
}

const defaultWaitMs = 500;
const longestWaitMs = 60_000;

/** How often a step's request is sent at the most. */
export const maxSent = ({ retry, poll }: Repeating): number => (poll?.times ?? 1) + (retry?.times ?? 0);

/** How long is waited before the request is sent again, ms. @param sent how often it was sent again before */
export const retryWaitMs = ({ waitMs = defaultWaitMs }: Retry, sent: number, retryAfter?: string): number => {
  const seconds = Number(retryAfter);
  if (retryAfter !== undefined && seconds >= 0) return Math.min(longestWaitMs, 1_000 * seconds);
  return Math.min(longestWaitMs, waitMs * 2 ** sent);
};

/** What the waits between the requests of a step take at the most, ms, where no answer asks for more. */
export const longestWaitsMs = ({ retry, poll }: Repeating): number => {
  const ofRetry = Array.from({ length: retry?.times ?? 0 }, (_, sent) => retryWaitMs(retry as Retry, sent));
  return ofRetry.reduce((sum, ms) => sum + ms, 0) + (poll === undefined ? 0 : (poll.times - 1) * poll.everyMs);
};
