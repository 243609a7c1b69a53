import { basename } from 'node:path';
import { planRun } from '../cli/args/parse-run-args.ts';
import type { GateOptions } from '../cli/commands/gate.ts';
import { pairLine } from '../cli/terminal/pair-line.ts';
import type { Terminal } from '../cli/terminal/terminal.ts';
import type { ComparisonTerms } from '../judge/compare/compare-metric.ts';
import { comparedRun, fingerprintOf } from '../judge/compare/compared-run.ts';
import type { Baseline, ComparedRun, Fingerprint } from '../model/comparison.ts';
import { ArtifactError, HarnessError, InterruptedError } from '../model/errors.ts';
import { exitCodes } from '../model/exit-codes.ts';
import type { Looks } from '../steppers/looks.ts';
import { gateVerdict, isBaseFirst, isGateOver } from '../steppers/sequential-test.ts';
import type { SideSource, Sides } from './gate-targets.ts';
import { performLoad } from './perform-load.ts';

interface PairsNeed {
  readonly options: GateOptions;
  /** The words that repeat the whole. */
  readonly command: string;
  readonly sides: Sides;
  readonly looks: Looks;
  readonly terms: ComparisonTerms;
  readonly budgetMs: number;
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
}

/** The runs of both sides, the k-th of the one made beside the k-th of the other. */
export interface PairedRuns {
  readonly base: Baseline;
  readonly candidate: Baseline;
}

interface MadeRun {
  readonly run: ComparedRun;
  readonly fingerprint: Fingerprint;
}

/** Pairs that are made again because one of their runs is INVALID. Never one side alone: that would choose among results. */
const mostRepeats = 2;

/** Runs pairs until the gate is over or its budget is spent. Throws a HarnessError (exit 3) when pairs keep being INVALID. */
export async function runPairs(need: PairsNeed): Promise<PairedRuns> {
  const { sides, looks, terms, budgetMs, terminal } = need;
  const pairs: { a: MadeRun; b: MadeRun }[] = [];
  const startedMs = performance.now();
  let longestMs = 0;
  let repeats = 0;
  const asRuns = () => pairs.map(({ a, b }) => ({ a: a.run, b: b.run }));
  while (!isGateOver(asRuns(), looks, terms)) {
    const beginMs = performance.now();
    if (pairs.length > 0 && beginMs - startedMs + longestMs > budgetMs) {
      terminal.say(`the budget of ${budgetMs / 60_000} min is spent after ${pairs.length} of ${looks.at.at(-1)} pairs`);
      break;
    }
    const pair = await runPair(need, isBaseFirst(pairs.length));
    longestMs = Math.max(longestMs, performance.now() - beginMs);
    const invalid = [pair.a, pair.b].find(({ run }) => run.validity === 'INVALID');
    if (invalid === undefined) {
      pairs.push(pair);
      const isLook = looks.at.includes(pairs.length);
      terminal.say(pairLine(pairs.length, asRuns(), isLook ? gateVerdict(asRuns(), looks, terms) : undefined));
      continue;
    }
    const trouble = `${invalid.run.name} is INVALID`;
    const hint = `see why: caseload report --run ${invalid.run.name}`;
    if (repeats++ >= mostRepeats) {
      throw new HarnessError(
        `${trouble}, the ${repeats}rd pair that is, so that nothing is compared`,
        exitCodes.invalidRun,
        { hint },
      );
    }
    terminal.warn(`${trouble}: the pair is made again; ${hint}`);
  }
  const side = ({ name }: SideSource, runs: readonly MadeRun[]): Baseline => {
    const [first] = runs;
    if (first === undefined) throw new InterruptedError();
    return { schemaVersion: 2, name, fingerprint: first.fingerprint, runs: runs.map(({ run }) => run) };
  };
  return {
    base: side(
      sides.base,
      pairs.map(({ a }) => a),
    ),
    candidate: side(
      sides.candidate,
      pairs.map(({ b }) => b),
    ),
  };
}

async function runPair(need: PairsNeed, isBaseLeading: boolean): Promise<{ a: MadeRun; b: MadeRun }> {
  const { base, candidate } = need.sides;
  if (isBaseLeading) {
    const a = await runSide(need, base);
    return { a, b: await runSide(need, candidate) };
  }
  const b = await runSide(need, candidate);
  return { a: await runSide(need, base), b };
}

async function runSide({ options, command, signal, terminal }: PairsNeed, source: SideSource): Promise<MadeRun> {
  if (signal.aborted) throw new InterruptedError();
  const { side, close } = await source.open();
  try {
    const { target: _, ...ofShop } = options;
    const own = side.url === undefined ? ofShop : { ...ofShop, target: side.url };
    const planned = await planRun(own, command);
    // The gate has lines of its own: those of its runs are left out, the bar of a live terminal stays.
    const quiet = { ...terminal, say: () => {} };
    const { folder, input } = await performLoad(planned, {
      options: own,
      signal,
      terminal: quiet,
      ...(side.shopSettings && { shopSettings: side.shopSettings }),
    });
    if (signal.aborted) throw new InterruptedError();
    if (input.environment === undefined) {
      throw new ArtifactError(`${folder.path} has no environment`, { hint: 'run it again' });
    }
    return {
      run: comparedRun(basename(folder.path), input.result, input.verdict),
      fingerprint: fingerprintOf(planned.plan, input.environment),
    };
  } finally {
    await close();
  }
}
