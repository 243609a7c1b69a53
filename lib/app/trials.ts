import { join } from 'node:path';
import type { Objective } from '../contract/objective.ts';
import type { CapacityLimit, Trial, TrialPoint } from '../model/capacity.ts';
import { EngineError, InterruptedError } from '../model/errors.ts';
import type { RunPlan } from '../model/plan.ts';
import type { RunRequest } from '../model/run-request.ts';
import { trialSeconds } from '../results/trial-seconds.ts';
import type { SharedSite } from '../run/site.ts';
import type { ExperimentPoint, PointRun } from '../steppers/stepper.ts';
import { samplesOf } from '../store/run-folder.ts';
import { changeWarnings, type FrozenRun, freezeRun, withOtherLoad } from './freeze-run.ts';
import { type PerformedRun, performRun } from './perform-run.ts';
import { makeProbe } from './probe.ts';
import { type Progress, quietly } from './progress.ts';
import type { Laboratory } from './run-experiment.ts';
import { runOfExperiment } from './run-of-experiment.ts';
import { longestJourneyMs, requestOfTrial, watchOverload } from './trial-load.ts';

/** A trial as an experiment asks for it. */
export interface TrialRunPoint extends ExperimentPoint {
  readonly trial: TrialPoint;
}

/** A trial that was made: a run, and its counts second by second. */
export interface TrialRun extends PointRun<TrialRunPoint> {
  readonly trial: Trial;
}

export interface TrialsNeed {
  readonly run: RunRequest;
  readonly runsDir: string;
  readonly command: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** What all trials have in common. */
interface Trials extends TrialsNeed {
  readonly limits: readonly CapacityLimit[];
  readonly scenario: RunPlan['scenario'];
  readonly shared: SharedSite;
  readonly frozen: FrozenRun;
}

/** Trials one after the other, at one target that stays up, with the same users and the code of the first. */
export async function trialLaboratory(
  need: TrialsNeed,
  limits: readonly CapacityLimit[],
  scenario: RunPlan['scenario'],
): Promise<Laboratory<TrialRun>> {
  const shared: SharedSite = {};
  const at = join(need.runsDir, 'run');
  const frozen = await freezeRun(need.run, need.command, at);
  const warnOfChanges = changeWarnings(frozen, at, need.progress);
  const trials = { ...need, progress: quietly(need.progress, need.run.target), limits, scenario, shared, frozen };
  const probe = makeProbe(shared, need.signal);
  let isFirst = true;
  return {
    perform: async ({ trial: point }) => {
      await warnOfChanges();
      const drain = point.drainBefore ? await probe.waitForRecovery() : null;
      const isLost = drain?.isRecovered === false;
      // Of a target that did not recover, a moment of load shows what is left of it.
      const made = await performTrial(trials, isLost ? { ...point, ...lastLook } : point);
      if (isFirst) await probe.measure();
      isFirst = false;
      return { ...made, trial: { ...made.trial, drain, ...(isLost && didNotRecover(drain.seconds)) } };
    },
    close: async () => shared.site?.close(),
  };
}

const lastLook = { rateRps: 1, settleSeconds: 0, measureSeconds: 5 };
const didNotRecover = (seconds: number) => ({
  ending: 'did-not-recover' as const,
  detail: `the target was still slower than at the start after ${Math.round(seconds)} s without load`,
});

async function performTrial(trials: Trials, point: TrialPoint): Promise<Omit<TrialRun, 'point'>> {
  const { run, runsDir, command, signal, progress, limits, scenario, shared } = trials;
  const journeyMs = longestJourneyMs(limits, scenario);
  const watch = watchOverload(point, journeyMs);
  const request = requestOfTrial(run, point, journeyMs);
  const frozen = await withOtherLoad(trials.frozen, request, join(runsDir, 'run'));
  const made = await performRun(request, {
    ...{ runsDir, command, signal, shared, frozen, enough: watch.enough },
    ...{ isOfExperiment: true, ignoresPlanWarnings: true },
    progress: {
      ...progress,
      tickMs: 1_000,
      load: (plan, atMs, figures) => {
        watch.see(atMs, figures);
        progress.load(plan, atMs, figures);
      },
    },
  });
  const objectives = limits.map(({ objective }) => objective);
  return { ...runOfExperiment(made), isEvidence: true, trial: await trialOf(made, point, objectives) };
}

async function trialOf(made: PerformedRun, point: TrialPoint, objectives: readonly Objective[]): Promise<Trial> {
  const { plan, folder, run } = made;
  const { ending } = run.result.run;
  const seconds = await trialSeconds(plan, samplesOf(folder), objectives, ending.kind);
  if (seconds === undefined) {
    throw new EngineError(`${folder.path} has no samples: ${ending.detail}`, { hint: 'see its k6.log' });
  }
  const { purpose, rateRps, settleSeconds, measureSeconds } = point;
  const isConsistent = run.result.objectives.integrity?.ok ?? null;
  return { purpose, rateRps, settleSeconds, measureSeconds, drain: null, isConsistent, seconds, ...endingOf(made) };
}

/** Findings of which one alone says that the generator, not the target, was at its limit. */
const generatorLimits = ['generator-drops', 'generator-limit', 'generator-saturated'];

function endingOf({ folder, run }: PerformedRun): Pick<Trial, 'ending' | 'detail'> {
  const { kind, detail } = run.result.run.ending;
  if (kind === 'objective-failed') return { ending: 'overloaded', detail };
  if (kind === 'target-died') return { ending: 'target-died', detail };
  if (kind === 'interrupted') throw new InterruptedError(detail);
  if (kind !== 'completed') throw new EngineError(`${folder.path}: ${detail}`, { hint: 'see its k6.log' });
  const limit = run.findings.find(({ id, status }) => status === 'invalid' && generatorLimits.includes(id));
  return limit === undefined
    ? { ending: 'completed', detail: null }
    : { ending: 'generator-limited', detail: limit.id };
}
