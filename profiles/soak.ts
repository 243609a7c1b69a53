import { defineProfile } from '../lib/contract/profile.ts';

export default defineProfile({
  name: 'soak',
  summary: 'a long steady rate, to find leaks and drift: 10 rps for 10 min after a warm-up',
  executor: 'constant-arrival-rate',
  rateRps: 10,
  durationMs: 600_000,
  warmUp: { rateRps: 5, durationMs: 20_000 },
});
