import { UsageError } from '../model/errors.ts';

interface Size {
  /** From the start of k6 to the end of its last journey. */
  readonly scheduleMs: number;
  readonly vus: number;
  readonly users: number;
  readonly journeys: number;
}

interface Limit {
  readonly max: number;
  readonly what: (value: number) => string;
  readonly hint: string;
}

const dayMs = 24 * 3_600_000;
const count = (value: number): string => value.toLocaleString('en');

/** Timers of Node end after 24.8 days; the others are beyond any one machine, with or without `--yes`. */
const limits: Readonly<Record<keyof Size, Limit>> = {
  scheduleMs: {
    max: 24 * dayMs,
    what: (ms) => `the load lasts ${(ms / dayMs).toFixed(1)} days, with its warm-up and its end`,
    hint: 'the maximum is 24 days',
  },
  vus: {
    max: 100_000,
    what: (vus) => `the load has ${count(vus)} VUs`,
    hint: 'the maximum is 100,000; use less --vus or --scale',
  },
  users: {
    max: 1_000_000,
    what: (users) => `the load needs ${count(users)} prepared users`,
    hint: 'the maximum is 1,000,000; use --users per-vu, or less journeys',
  },
  journeys: {
    max: 1e9,
    what: (journeys) => `the load has ${count(journeys)} journeys`,
    hint: 'the maximum is 1,000,000,000; use less --rate, --duration or --scale',
  },
};

/** Refuses by arithmetic what would not fit, before anything is allocated for it. */
export function checkSize(size: Size): void {
  for (const [name, { max, what, hint }] of Object.entries(limits)) {
    const value = size[name as keyof Size];
    if (!(value <= max)) throw new UsageError(what(value), { hint });
  }
}
