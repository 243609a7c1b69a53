import { traceIdOf } from '../contract/trace-id.ts';
import type { TracedRequest } from '../model/result.ts';

/** Of each step, the slowest requests that went well, and the first that failed. */
const kept = 5;

/** One request, in the journey that its VU had begun as its `index`th. */
export interface RequestOfJourney {
  readonly vu: number;
  readonly index: number;
  readonly ms: number;
  /** From the schedule's origin on. */
  readonly atMs: number;
  /** Why it failed; undefined where it did not. */
  readonly cause: string | undefined;
}

/** Picks the requests of a run whose traces are worth looking at. */
export class TracedRequests {
  private readonly slowest = new Map<number, RequestOfJourney[]>();
  private readonly failed = new Map<number, RequestOfJourney[]>();

  note(step: number, request: RequestOfJourney): void {
    const own = listOf(request.cause === undefined ? this.slowest : this.failed, step);
    if (request.cause !== undefined) {
      if (own.length < kept) own.push(request);
      return;
    }
    const last = own.at(-1);
    if (own.length === kept && last !== undefined && request.ms <= last.ms) return;
    own.push(request);
    own.sort((a, b) => b.ms - a.ms);
    own.length = Math.min(own.length, kept);
  }

  /** @param names of the steps, by their numbers */
  of(names: readonly string[], prefix: string): TracedRequest[] {
    return names.flatMap((step, number) =>
      [...(this.failed.get(number) ?? []), ...(this.slowest.get(number) ?? [])].map(
        ({ vu, index, ms, atMs, cause }) => ({
          ...{ step, ms, atMs, cause: cause ?? null },
          traceId: traceIdOf(prefix, vu, index),
        }),
      ),
    );
  }
}

function listOf(lists: Map<number, RequestOfJourney[]>, step: number): RequestOfJourney[] {
  const known = lists.get(step) ?? [];
  lists.set(step, known);
  return known;
}
