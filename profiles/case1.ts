import { defineProfile } from '../lib/contract/profile.ts';

export default defineProfile({
  name: 'case1',
  summary: 'overload: 20→40→80→160→320→160 rps, 5 s each',
  executor: 'ramping-arrival-rate',
  stages: [
    { targetRps: 20, durationMs: 5_000 },
    { targetRps: 40, durationMs: 5_000 },
    { targetRps: 80, durationMs: 5_000 },
    { targetRps: 160, durationMs: 5_000 },
    { targetRps: 320, durationMs: 5_000 },
    { targetRps: 160, durationMs: 5_000 },
  ],
});
