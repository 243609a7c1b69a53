/** Stamps of two metrics may differ by this much, although one happened before the other. */
const toleranceMs = 1;

/**
 * When journeys reached a step and have no response from it yet, ms since the epoch. Rows carry no key, so each
 * answered request is taken for the last journey that came before it began; neighbors may be confused, which changes
 * little. What is left at the end was open, or sent no request (an exception, a missing field).
 */
export class StepEntries {
  /** Ascending. Only those without an answer are kept: about as many as there are VUs. */
  private readonly atMs: number[] = [];

  enter(atMs: number): void {
    const at = this.countUpTo(atMs);
    if (at === this.atMs.length) this.atMs.push(atMs);
    else this.atMs.splice(at, 0, atMs);
  }

  /** @param startMs when the answered request began */
  answer(startMs: number): void {
    const count = this.countUpTo(startMs + toleranceMs);
    if (count === this.atMs.length) this.atMs.pop();
    else if (count > 0) this.atMs.splice(count - 1, 1);
  }

  /** The latest of those without an answer, so that an age is never too great. */
  latest(count: number): number[] {
    return count === 0 ? [] : this.atMs.slice(-count);
  }

  private countUpTo(atMs: number): number {
    let low = 0;
    let high = this.atMs.length;
    // Instants mostly come in order.
    if (high === 0 || (this.atMs[high - 1] as number) <= atMs) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.atMs[middle] as number) <= atMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
