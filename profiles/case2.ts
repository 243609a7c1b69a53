import { defineProfile } from '../lib/contract/profile.ts';

export default defineProfile({
  name: 'case2',
  summary: 'close to the limit: 5→10→15 rps, 10 s each, →20 rps in 5 s',
  executor: 'ramping-arrival-rate',
  stages: [
    { targetRps: 5, durationMs: 10_000 },
    { targetRps: 10, durationMs: 10_000 },
    { targetRps: 15, durationMs: 10_000 },
    { targetRps: 20, durationMs: 5_000 },
  ],
});
