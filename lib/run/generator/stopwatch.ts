/** Measures by the monotonic clock: a wall clock that is set meanwhile changes no duration, and is seen. */
export interface Stopwatch {
  readonly startedAtMs: number;
  elapsedMs(): number;
  /** By how much the wall clock was set since, ms: forward is positive. */
  clockStepMs(): number;
}

export function startStopwatch(wallMs: () => number = Date.now, monotonicMs = () => performance.now()): Stopwatch {
  const startedAtMs = wallMs();
  const fromMs = monotonicMs();
  const elapsedMs = () => monotonicMs() - fromMs;
  return { startedAtMs, elapsedMs, clockStepMs: () => wallMs() - startedAtMs - elapsedMs() };
}
