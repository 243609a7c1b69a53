import { defineProfile } from '../lib/contract/profile.ts';

export default defineProfile({
  name: 'smoke',
  summary: 'a quick check that everything works: 4 rps for 20 s',
  executor: 'constant-arrival-rate',
  rateRps: 4,
  durationMs: 20_000,
});
