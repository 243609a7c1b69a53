/** A load of this length is looked at for drift, whatever its profile is called. */
const minSoakMs = 300_000;
const longMs = 30 * 60_000;
const maxRequestsOfShort = 1_000_000;

/** Whether a load is long enough, or meant, to show leaks and drift. */
export const isSoak = (profile: string | null, durationMs: number): boolean =>
  profile === 'soak' || durationMs >= minSoakMs;

/** Whether a load is so long that k6 must not keep each of its samples in memory until the end. */
export const isLong = (durationMs: number, requests: number): boolean =>
  durationMs > longMs || requests > maxRequestsOfShort;

/** Readings of a long load, so that those of a day are a few tens of megabytes. */
const maxReadings = 4_000;

/** How often signals are read. */
export const signalEveryMs = (durationMs: number): number =>
  durationMs > longMs ? Math.max(5_000, Math.round(durationMs / maxReadings)) : 1_000;
