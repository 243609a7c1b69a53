import { HarnessError, InterruptedError, TargetError } from '../model/errors.ts';
import { exitCodes } from '../model/exit-codes.ts';
import type { Experiment } from '../model/experiment.ts';
import type { ExperimentPoint, PointRun, Stepper } from '../steppers/stepper.ts';
import { createExperimentFolder, type ExperimentFolder, writeExperiment } from '../store/experiments.ts';
import { utcStamp } from '../store/run-folder.ts';
import type { Progress } from './progress.ts';
import { toolVersion } from './tool-version.ts';
import { whileLocked } from './while-locked.ts';

type AnyRun = PointRun<ExperimentPoint>;

/** What makes the runs of an experiment, and is removed after them. */
export interface Laboratory<Made extends AnyRun> {
  perform(point: Made['point']): Promise<Omit<Made, 'point'>>;
  close(): Promise<void>;
}

export interface ExperimentRequest<Made extends AnyRun, Outcome> {
  readonly about: Pick<Experiment, 'kind' | 'scenario' | 'profile' | 'subject' | 'command'>;
  readonly stepper: Stepper<Made, Outcome>;
  /** Makes ready what the runs need; logs go into the folder. */
  readonly prepare: (folder: ExperimentFolder) => Promise<Laboratory<Made>>;
  /** Of the folder's name: `signup-only-constant`. */
  readonly name: string;
  readonly runsDir: string;
  /** No group of runs begins that would end after it. */
  readonly budgetMs: number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** A target that cannot serve a run for this point is an answer, not a trouble. */
  readonly isAnswer?: (point: Made['point']) => boolean;
  /** A run was made, and counts. */
  readonly onRun?: (history: readonly Made[], folder: ExperimentFolder) => void;
}

export interface ExperimentEnd<Made extends AnyRun, Outcome> {
  readonly folder: ExperimentFolder;
  /** The runs that count. */
  readonly history: readonly Made[];
  /** All runs, those that were repeated too. */
  readonly made: readonly Made[];
  /** Undefined when the budget was spent, or something stopped it, before there was one. */
  readonly outcome: Outcome | undefined;
  /** A target that could not serve a run at all, where that is an answer, or too many runs that were INVALID. */
  readonly stop: { readonly point: Made['point']; readonly error: HarnessError } | undefined;
}

/**
 * Groups that are repeated because one of their runs could not be measured. Never one run alone, and never for what
 * the target did in it: that would choose results.
 */
const maxRepeats = 2;

/** Asks the stepper what to run, runs it, and writes experiment.json after each run, until there is an answer. */
export async function runExperiment<Made extends AnyRun, Outcome>(
  request: ExperimentRequest<Made, Outcome>,
): Promise<ExperimentEnd<Made, Outcome>> {
  const { about, runsDir, budgetMs } = request;
  const startedAt = new Date();
  const folder = createExperimentFolder(runsDir, `${utcStamp(startedAt)}-${about.kind}-${request.name}`);
  let experiment: Experiment = {
    schemaVersion: 1,
    ...about,
    toolVersion,
    startedAt: startedAt.toISOString(),
    budgetMs: Number.isFinite(budgetMs) ? budgetMs : null,
    state: 'running',
    detail: null,
    runs: [],
  };
  const store = (changes: Partial<Experiment>) => {
    experiment = { ...experiment, ...changes };
    writeExperiment(folder, experiment);
  };
  store({});
  return whileLocked(folder.path, () => experimentIn(folder, request, store));
}

/** The same; what is known when the user stops it is an end, too, once there is a run. */
export async function runUntilStopped<Made extends AnyRun, Outcome>(
  request: ExperimentRequest<Made, Outcome>,
): Promise<ExperimentEnd<Made, Outcome>> {
  let known: ExperimentEnd<Made, Outcome> | undefined;
  try {
    return await runExperiment<Made, Outcome>({
      ...request,
      onRun: (history, folder) => {
        known = { folder, history, made: history, outcome: undefined, stop: undefined };
        request.onRun?.(history, folder);
      },
    });
  } catch (error) {
    if (error instanceof InterruptedError && known !== undefined) return known;
    throw error;
  }
}

async function experimentIn<Made extends AnyRun, Outcome>(
  folder: ExperimentFolder,
  request: ExperimentRequest<Made, Outcome>,
  store: (changes: Partial<Experiment>) => void,
): Promise<ExperimentEnd<Made, Outcome>> {
  const { prepare, signal } = request;
  let laboratory: Laboratory<Made> | undefined;
  try {
    laboratory = await prepare(folder);
    const end = await takeSteps(folder, request, laboratory, (runs) => store({ runs }));
    if (end.stop !== undefined) store({ state: 'failed', detail: end.stop.error.message });
    else store({ state: end.outcome === undefined ? 'budget-spent' : 'finished' });
    return { folder, ...end };
  } catch (error) {
    store({ state: signal.aborted ? 'interrupted' : 'failed', detail: (error as Error).message });
    throw error;
  } finally {
    request.progress.endLive();
    await laboratory?.close();
  }
}

async function takeSteps<Made extends AnyRun, Outcome>(
  folder: ExperimentFolder,
  { stepper, signal, progress, isAnswer, onRun, ...request }: ExperimentRequest<Made, Outcome>,
  laboratory: Laboratory<Made>,
  store: (runs: Experiment['runs']) => void,
): Promise<Omit<ExperimentEnd<Made, Outcome>, 'folder'>> {
  let history: readonly Made[] = [];
  const all: Made[] = [];
  let runs: Experiment['runs'] = [];
  let repeats = 0;
  const isBeyondBudget = budgetClock(request.budgetMs);
  for (;;) {
    const step = stepper.next(history);
    const end = { history, made: all, outcome: undefined, stop: undefined };
    if ('done' in step) return { ...end, outcome: step.done };
    const { run: point } = step;
    const isNewGroup = history.at(-1)?.point.group !== point.group;
    if (isNewGroup && isBeyondBudget(history.length > 0)) return end;
    if (signal.aborted) throw new InterruptedError();
    const done = await laboratory.perform(point).catch((error: unknown) => {
      if (error instanceof TargetError && isAnswer?.(point) && !signal.aborted) return error;
      throw error;
    });
    if (signal.aborted) throw new InterruptedError();
    if (done instanceof TargetError) return { ...end, stop: { point, error: done } };
    const made = { point, ...done } as Made;
    all.push(made);
    const { failures, invalidBecause, isEvidence } = made;
    const { name, validity, objectives } = made.run;
    const { label, group } = point;
    runs = [...runs, { name, label, group, validity, objectives, failures, invalidBecause, isDiscarded: false }];
    if (!isEvidence) runs = runs.map((run) => (run.group === point.group ? { ...run, isDiscarded: true } : run));
    store(runs);
    if (isEvidence) {
      history = [...history, made];
      onRun?.(history, folder);
      continue;
    }
    history = history.filter((one) => one.point.group !== point.group);
    repeats += 1;
    const hint = `see why: caseload report --run ${name}`;
    if (repeats > maxRepeats) return { ...end, history, stop: { point, error: tooManyInvalid(name, repeats, hint) } };
    progress.warn(`${name} (${point.label}) is INVALID, so its group of runs is repeated; ${hint}`);
  }
}

const tooManyInvalid = (name: string, repeats: number, hint: string): HarnessError =>
  new HarnessError(`${name} is INVALID, the ${repeats}rd run that is, so there is no result`, exitCodes.invalidRun, {
    hint,
  });

/** Asked before each group of runs: whether one that takes as long as the longest so far would end after the budget. */
function budgetClock(budgetMs: number): (hasRuns: boolean) => boolean {
  const startedMs = performance.now();
  let groupStartMs = startedMs;
  let longestMs = 0;
  return (hasRuns) => {
    const nowMs = performance.now();
    longestMs = Math.max(longestMs, nowMs - groupStartMs);
    groupStartMs = nowMs;
    return hasRuns && nowMs - startedMs + longestMs > budgetMs;
  };
}
