import { join } from 'node:path';
import type { RunPlan } from '../model/plan.ts';
import type { RunRequest } from '../model/run-request.ts';
import { type MadePair, type PairRun, pairsOf, runsOf } from '../steppers/pairs.ts';
import type { RunPair } from '../steppers/sequential-test.ts';
import type { Stepper } from '../steppers/stepper.ts';
import { changeWarnings, freezeRun } from './freeze-run.ts';
import { type GateBase, openSides, type Side, type Sides } from './gate-sides.ts';
import { performRun } from './perform-run.ts';
import { type Progress, quietly } from './progress.ts';
import { type Laboratory, runExperiment } from './run-experiment.ts';
import { runOfExperiment } from './run-of-experiment.ts';

/** What an experiment in pairs of runs is asked for. */
export interface PairsRequest {
  readonly run: RunRequest;
  readonly runsDir: string;
  /** Repeats the experiment. */
  readonly command: string;
  /** The maximum; undefined for as many as fit. */
  readonly pairs: number | undefined;
  readonly budgetMs: number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

interface PairsExperiment {
  readonly kind: 'gate' | 'calibration';
  readonly subject: string;
  readonly plan: RunPlan;
  readonly base: GateBase;
  readonly stepper: Stepper<PairRun, readonly MadePair[]>;
  readonly onPair: (pairs: readonly RunPair[]) => void;
}

/** Alternating runs of a base and of the request's target, as the stepper asks for them. */
export async function runPairs(request: PairsRequest, { plan, base, onPair, ...experiment }: PairsExperiment) {
  const { kind, subject, stepper } = experiment;
  const [scenario, profile] = [plan.scenario.name, plan.profile.name];
  const { folder, history, outcome, ...end } = await runExperiment({
    ...request,
    about: { kind, scenario, profile, subject, command: request.command },
    name: `${scenario}-${profile}`,
    stepper,
    prepare: async (made) => laboratoryOf(await openSides(request.run, base, made, request), request),
    // The base runs first: it has shown that the host and the scenario can do it.
    isAnswer: ({ side }) => kind === 'gate' && side === 'candidate',
    onRun: (runs) => {
      const pairs = pairsOf(runs);
      if (pairs.length * 2 === runs.length) onPair(runsOf(pairs));
    },
  });
  return { folder, pairs: pairsOf(history), isAnswered: outcome !== undefined, ...end };
}

/** Runs of both sides, each with its own request, and all with the plan and the code of the first. */
async function laboratoryOf(sides: Sides, request: PairsRequest): Promise<Laboratory<PairRun>> {
  const { runsDir, command, signal, progress } = request;
  const freeze = ({ request: run }: Side) => freezeRun(run, command, join(runsDir, 'run'));
  const frozen = { base: await freeze(sides.base), candidate: await freeze(sides.candidate) };
  const warnOfChanges = changeWarnings(frozen.base, join(runsDir, 'run'), progress);
  // The experiment prints its own lines, so those of its runs are left out.
  const surroundings = {
    runsDir,
    command,
    signal,
    progress: quietly(progress, request.run.target),
    isOfExperiment: true,
  };
  return {
    perform: async ({ side }) => {
      await warnOfChanges();
      return runOfExperiment(await performRun(sides[side].request, { ...surroundings, frozen: frozen[side] }));
    },
    close: sides.close,
  };
}
