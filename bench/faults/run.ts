// Kills each process of each command at random moments and looks at what is left. See bench/README.md.
import { readSizes } from '../flags.ts';
import { table } from '../table.ts';
import { commands, type FaultCommand, type Victim, victims } from './commands.ts';
import { type FaultOutcome, runFaultCase, type Signal, signals } from './fault-case.ts';

if (process.platform !== 'linux') {
  console.error('bench/faults needs Linux: it follows processes through /proc');
  process.exit(2);
}

const sizes = readSizes({ moments: 5, seed: 1, rate: 10, seconds: 6 });

interface Group {
  readonly command: FaultCommand;
  readonly victim: Victim;
  readonly signal: Signal;
}

const groups: readonly Group[] = commands.flatMap((command) =>
  victims
    .filter((victim) => command.lives[victim] !== undefined)
    .flatMap((victim) => signals.map((signal) => ({ command, victim, signal }))),
);

const random = randomFrom(sizes.seed);
const outcomes: FaultOutcome[] = [];
// One moment of each group after the other: a bench that is stopped has still seen each.
for (let moment = 0; moment < sizes.moments; moment++) {
  for (const group of groups) {
    const atMs = momentOf(group, moment);
    const outcome = await runFaultCase({ ...group, atMs, rateRps: sizes.rate, seconds: sizes.seconds });
    outcomes.push(outcome);
    print(outcome);
  }
}
const isClean = outcomes.every(({ faults }) => faults.length === 0);
console.log(
  table(
    ['command', 'victim', 'signal', 'runs', 'hit', 'too late', 'clean', 'slowest, s', 'the harness ended with'],
    rows(),
  ),
);
const hits = outcomes.filter(({ kind }) => kind === 'hit').length;
console.log(`\n${outcomes.length} runs, ${hits} hit, ${isClean ? 'all clean' : 'NOT all clean'}\n`);
console.log(JSON.stringify({ bench: 'faults', ...sizes, isClean, outcomes: outcomes.map(stored) }));
process.exit(isClean ? 0 : 1);

/** One moment in each of the equal parts of the victim's life, so that few of them still cover it. */
function momentOf({ command, victim }: Group, moment: number): number {
  const [fromMs, toMs] = command.lives[victim] ?? [0, 0];
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
  case: { command, victim, signal, atMs },
  ended,
  sentAtMs,
  tookMs,
  kind,
  faults,
  lastOutput,
}: FaultOutcome): void {
  const sent = sentAtMs === undefined ? 'not sent' : `sent at ${(sentAtMs / 1_000).toFixed(1)} s`;
  console.error(
    `${command.name}: ${victim} ${signal} +${(atMs / 1_000).toFixed(1)} s: ${sent}, ${kind}, ended with ${ended} after ${(tookMs / 1_000).toFixed(1)} s, ${faults.length === 0 ? 'clean' : faults.join('; ')}`,
  );
  if (faults.length > 0) console.error(lastOutput.replace(/^/gm, '    '));
}

function stored({ lastOutput: _, case: { command, ...rest }, ...outcome }: FaultOutcome) {
  return { ...outcome, case: { command: command.name, ...rest } };
}

function rows(): string[][] {
  return groups.map((group) => {
    const { command, victim, signal } = group;
    const own = outcomes.filter(
      ({ case: one }) => one.command === command && one.victim === victim && one.signal === signal,
    );
    const kinds = (kind: FaultOutcome['kind']) => String(own.filter((outcome) => outcome.kind === kind).length);
    const clean = own.filter(({ faults }) => faults.length === 0).length;
    const slowest = (Math.max(...own.map(({ tookMs }) => tookMs)) / 1_000).toFixed(1);
    const ends = [...new Set(own.map(({ ended }) => String(ended)))].sort().join(' ');
    return [
      command.name,
      victim,
      signal,
      String(own.length),
      kinds('hit'),
      kinds('too late'),
      String(clean),
      slowest,
      ends,
    ];
  });
}
