// Kills each process of a load at random moments and looks at what is left. See bench/README.md.
import { readSizes } from '../flags.ts';
import { table } from '../table.ts';
import { type FaultOutcome, runFaultCase, type Signal, signals, type Victim, victims } from './fault-case.ts';

if (process.platform !== 'linux') {
  console.error('bench/faults needs Linux: it follows processes through /proc');
  process.exit(2);
}

const sizes = readSizes({ moments: 5, seed: 1, rate: 10, seconds: 6 });

/**
 * From when to when each is there to be hit, ms since it was started: the shop takes about 3 s to be ready, k6 about 7
 * s to run.
 */
const lives: Readonly<Record<Victim, readonly [number, number]>> = {
  harness: [200, 11_000],
  postgres: [0, 9_000],
  shop: [0, 8_500],
  k6: [0, 6_000],
};

const random = randomFrom(sizes.seed);
const outcomes: FaultOutcome[] = [];
for (const victim of victims) {
  for (const signal of signals) {
    for (let moment = 0; moment < sizes.moments; moment++) {
      const outcome = await runFaultCase({
        victim,
        signal,
        atMs: momentOf(victim, moment),
        rateRps: sizes.rate,
        seconds: sizes.seconds,
      });
      outcomes.push(outcome);
      print(outcome);
    }
  }
}
const isClean = outcomes.every(({ faults }) => faults.length === 0);
console.log(
  table(['victim', 'signal', 'runs', 'hit', 'too late', 'clean', 'slowest, s', 'the harness ended with'], rows()),
);
const hits = outcomes.filter(({ kind }) => kind === 'hit').length;
console.log(`\n${outcomes.length} runs, ${hits} hit, ${isClean ? 'all clean' : 'NOT all clean'}\n`);
console.log(
  JSON.stringify({ bench: 'faults', ...sizes, isClean, outcomes: outcomes.map(({ lastOutput, ...rest }) => rest) }),
);
process.exit(isClean ? 0 : 1);

/** One moment in each of the equal parts of the victim's life, so that few of them still cover it. */
function momentOf(victim: Victim, moment: number): number {
  const [fromMs, toMs] = lives[victim];
  return Math.round(fromMs + ((moment + random()) / sizes.moments) * (toMs - fromMs));
}

/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function print({
  case: { victim, signal, atMs },
  ended,
  sentAtMs,
  tookMs,
  kind,
  faults,
  lastOutput,
}: FaultOutcome): void {
  const sent = sentAtMs === undefined ? 'not sent' : `sent at ${(sentAtMs / 1_000).toFixed(1)} s`;
  console.error(
    `${victim} ${signal} +${(atMs / 1_000).toFixed(1)} s: ${sent}, ${kind}, ended with ${ended} after ${(tookMs / 1_000).toFixed(1)} s, ${faults.length === 0 ? 'clean' : faults.join('; ')}`,
  );
  if (faults.length > 0) console.error(lastOutput.replace(/^/gm, '    '));
}

function rows(): string[][] {
  const of = (victim: Victim, signal: Signal) =>
    outcomes.filter((outcome) => outcome.case.victim === victim && outcome.case.signal === signal);
  return victims.flatMap((victim) =>
    signals.map((signal) => {
      const group = of(victim, signal);
      const kinds = (kind: FaultOutcome['kind']) => String(group.filter((outcome) => outcome.kind === kind).length);
      const clean = group.filter(({ faults }) => faults.length === 0).length;
      const slowest = (Math.max(...group.map(({ tookMs }) => tookMs)) / 1_000).toFixed(1);
      const ends = [...new Set(group.map(({ ended }) => String(ended)))].sort().join(' ');
      return [victim, signal, String(group.length), kinds('hit'), kinds('too late'), String(clean), slowest, ends];
    }),
  );
}
