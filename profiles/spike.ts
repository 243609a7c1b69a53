import { defineProfile } from '../lib/contract/profile.ts';

export default defineProfile({
  name: 'spike',
  summary: 'a sudden peak and the recovery: 5 rps, 100 rps for 10 s, 5 rps again',
  executor: 'ramping-arrival-rate',
  startRps: 5,
  stages: [
    { targetRps: 5, durationMs: 20_000 },
    { targetRps: 100, durationMs: 0 },
    { targetRps: 100, durationMs: 10_000 },
    { targetRps: 5, durationMs: 0 },
    { targetRps: 5, durationMs: 30_000 },
  ],
});
