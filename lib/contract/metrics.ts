/** k6 metrics that a bundle adds to k6's own. */
export const metrics = {
  /** Counter: a journey's first statement. */
  journeysStarted: 'journeys_started',
  /** Counter: journeys whose every step succeeded. */
  journeysOk: 'journeys_ok',
  /** Trend, ms: one sample at a journey's end, tagged outcome, failed_step and cause. Interrupted = started − these. */
  journeyDuration: 'journey_duration',
  /** Counter: journeys ended by an exception in the script; k6 itself counts them as complete. */
  scriptExceptions: 'script_exceptions',
  /** Gauge, ms since the epoch: `exec.scenario.startTime`, the origin of the schedule. Set once. */
  scheduleOrigin: 'schedule_origin_ms',
} as const;

/** Rate: successes of the attempts of a step. */
export const stepSuccessMetric = (step: string): string => `${step.replaceAll('-', '_')}_success`;

/** Counter: attempts of a step, paired with its success rate so that no attempt is never a pass. */
export const stepAttemptsMetric = (step: string): string => `${step.replaceAll('-', '_')}_attempts`;

/** Names of the k6 scenarios of a bundle; the warm-up is in no account and no objective. */
export const k6Scenarios = { load: 'load', warmUp: 'warmup' } as const;

/**
 * System tags recorded: a column of every csv row each, so only those that a report reads. `group` is empty in every row, but without it k6 leaves the checks
 * out of handleSummary's data.
 */
export const systemTags = ['status', 'name', 'check', 'error_code', 'scenario', 'expected_response', 'group'] as const;
