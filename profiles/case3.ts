import { defineProfile } from '../lib/contract/profile.ts';

export default defineProfile({
  name: 'case3',
  summary: 'sustainable load: 6→8→10→12→14 rps, 10 s each',
  executor: 'ramping-arrival-rate',
  stages: [
    { targetRps: 6, durationMs: 10_000 },
    { targetRps: 8, durationMs: 10_000 },
    { targetRps: 10, durationMs: 10_000 },
    { targetRps: 12, durationMs: 10_000 },
    { targetRps: 14, durationMs: 10_000 },
  ],
});
