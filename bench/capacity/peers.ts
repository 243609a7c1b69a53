import { type Bench, isGood, type PeerAnswer, probe } from './probe.ts';
import { rampWith } from './ramp.ts';
import { badRatio } from './servers.ts';

type Verdict = (bench: Bench, rateRps: number) => boolean;

const width = 0.05;

/** Doubles the rate until it is too much, then halves the bracket until it is 5 % wide. */
function bisect(bench: Bench, isGoodAt: Verdict): PeerAnswer {
  let [low, high] = [0, Number.POSITIVE_INFINITY];
  let rateRps = bench.startRps;
  while (low === 0 || high === Number.POSITIVE_INFINITY || high - low > width * high) {
    if (isGoodAt(bench, rateRps)) low = rateRps;
    else high = rateRps;
    if (high === Number.POSITIVE_INFINITY) rateRps = 2 * low;
    else rateRps = low === 0 ? high / 2 : (low + high) / 2;
  }
  return { rateRps: (low + high) / 2, bracket: { lowRps: low, highRps: high }, loadSeconds: bench.loadSeconds };
}

const once =
  (seconds: number): Verdict =>
  (bench, rateRps) =>
    isGood(probe(bench, rateRps, seconds));

/** Most of three trials; the third only where the first two disagree. */
const twoOfThree =
  (seconds: number): Verdict =>
  (bench, rateRps) => {
    const [first, second] = [once(seconds)(bench, rateRps), once(seconds)(bench, rateRps)];
    return first === second ? first : once(seconds)(bench, rateRps);
  };

const maxProbes = 4;

/** Trials of a minute until Wilson's 95 % interval over all requests is on one side of the limit, at most four. */
const wilson: Verdict = (bench, rateRps) => {
  let [units, bad] = [0, 0];
  for (let count = 0; count < maxProbes; count++) {
    const made = probe(bench, rateRps, 60);
    if (made.isOverloaded) return false;
    units += made.units;
    bad += made.bad;
    const [low, high] = wilsonInterval(bad, units);
    if (high <= badRatio || low > badRatio) break;
  }
  return bad <= badRatio * units;
};

function wilsonInterval(events: number, trials: number): readonly [number, number] {
  const z = 1.959964;
  const [ratio, spread] = [events / trials, z ** 2 / trials];
  const centre = (ratio + spread / 2) / (1 + spread);
  const half = (z * Math.sqrt((ratio * (1 - ratio) + spread / 4) / trials)) / (1 + spread);
  return [centre - half, centre + half];
}

/** Twelve trials of 90 s about the first bracket, a monotone fit of the bad ratio, and where it meets the limit. */
function isotonic(bench: Bench): PeerAnswer {
  let high = bench.startRps;
  while (once(20)(bench, high)) high *= 2;
  const rates = Array.from({ length: 12 }, (_, index) => (high / 2) * (1 + (index + 0.5) / 12));
  const ratios = rates.map((rateRps) => {
    const { units, bad, isOverloaded } = probe(bench, rateRps, 90);
    return isOverloaded ? 1 : bad / units;
  });
  const fitted = pooled(ratios);
  const above = fitted.findIndex((ratio) => ratio > badRatio);
  const [lowRps, highRps] = [rates[Math.max(0, above - 1)] ?? high, rates[above] ?? high];
  const [low, top] = [fitted[Math.max(0, above - 1)] ?? 0, fitted[above] ?? 1];
  const part = top > low ? (badRatio - low) / (top - low) : 0.5;
  const rateRps = lowRps + Math.min(1, Math.max(0, part)) * (highRps - lowRps);
  return { rateRps, bracket: { lowRps, highRps }, loadSeconds: bench.loadSeconds };
}

/** Pool adjacent violators (Ayer et al. 1955). */
function pooled(values: readonly number[]): number[] {
  const blocks: { mean: number; size: number }[] = [];
  for (const value of values) {
    blocks.push({ mean: value, size: 1 });
    for (;;) {
      const [before, last] = blocks.slice(-2);
      if (before === undefined || last === undefined || before.mean <= last.mean) break;
      const size = before.size + last.size;
      blocks.splice(-2, 2, { mean: (before.mean * before.size + last.mean * last.size) / size, size });
    }
  }
  return blocks.flatMap(({ mean, size }) => new Array<number>(size).fill(mean));
}

/** How others search, by name. */
export const peers: Readonly<Record<string, (bench: Bench) => PeerAnswer>> = {
  'k6 ramp 300 s, p95 since the start': (bench) => rampWith(bench, { seconds: 300, windowSeconds: null }),
  'k6 ramp 300 s, p95 of 10 s': (bench) => rampWith(bench, { seconds: 300, windowSeconds: 10 }),
  'k6 ramp 1,200 s, p95 of 10 s': (bench) => rampWith(bench, { seconds: 1200, windowSeconds: 10 }),
  'doubling + bisection, 30 s': (bench) => bisect(bench, once(30)),
  'doubling + bisection, 60 s': (bench) => bisect(bench, once(60)),
  'the same, 2 of 3 trials of 60 s': (bench) => bisect(bench, twoOfThree(60)),
  'the same, Wilson interval, 60 s': (bench) => bisect(bench, wilson),
  'isotonic fit of 12 × 90 s': isotonic,
};
