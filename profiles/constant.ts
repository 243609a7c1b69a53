import { defineProfile } from '../lib/contract/profile.ts';

export default defineProfile({
  name: 'constant',
  summary: 'one steady rate: 10 rps for 1 min (change it with --rate and --duration)',
  executor: 'constant-arrival-rate',
  rateRps: 10,
  durationMs: 60_000,
});
