/** k6 metrics that a bundle adds to k6's own. */
export const metrics = {
  /** Counter: a journey's first statement. */
  journeysStarted: 'journeys_started',
  /** Counter: journeys whose every step succeeded. */
  journeysOk: 'journeys_ok',
  /**
   * Counter: journeys that ended otherwise, tagged `failed_step` and `cause`. An exception of the script is the cause
   * `exception`; k6 itself counts such a journey as complete. Interrupted = started − ok − failed.
   */
  journeysFailed: 'journeys_failed',
  /** Trend, of scenarios that pause: a pause at its start, ms. */
  journeysPaused: 'journeys_paused',
  /** Trend, of scenarios that pause: how long a journey took without its pauses, ms. */
  journeysDuration: 'journeys_duration',
} as const;

/** The cause of a journey that an exception of the script ended. */
export const exceptionCause = 'exception';

/** Rate: successes of the attempts of a step. */
export const stepSuccessMetric = (step: string): string => `${step.replaceAll('-', '_')}_success`;

/**
 * Tag of the first sample of journeys_started of some VUs: `exec.scenario.startTime`, ms since the epoch, the origin of
 * the schedule. A tag, because a separate metric would cost memory in every VU.
 */
export const originTag = 'origin_ms';

/** Names of the k6 scenarios of a bundle; the warm-up is not counted and in no objective. */
export const k6Scenarios = { load: 'load', warmUp: 'warmup' } as const;

/**
 * System tags recorded: a column of every csv row each, so only those that a report reads. `group` is empty in every
 * row, but without it k6 leaves the checks out of handleSummary's data.
 */
export const systemTags = ['status', 'name', 'check', 'error_code', 'scenario', 'expected_response', 'group'] as const;
