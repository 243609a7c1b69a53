import { defineProfile } from '../lib/contract/profile.ts';

export default defineProfile({
  name: 'stress',
  summary: 'plateaus up to and beyond the usual load: 5, 10, 20, 40, 80 rps, 20 s each',
  executor: 'ramping-arrival-rate',
  startRps: 5,
  stages: [
    { targetRps: 5, durationMs: 20_000 },
    { targetRps: 10, durationMs: 0 },
    { targetRps: 10, durationMs: 20_000 },
    { targetRps: 20, durationMs: 0 },
    { targetRps: 20, durationMs: 20_000 },
    { targetRps: 40, durationMs: 0 },
    { targetRps: 40, durationMs: 20_000 },
    { targetRps: 80, durationMs: 0 },
    { targetRps: 80, durationMs: 20_000 },
  ],
});
