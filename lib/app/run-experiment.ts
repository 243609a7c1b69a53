import { HarnessError, InterruptedError } from '../model/errors.ts';
import { exitCodes } from '../model/exit-codes.ts';
import type { Experiment } from '../model/experiment.ts';
import type { ExperimentPoint, PointRun, Stepper } from '../steppers/stepper.ts';
import { createExperimentFolder, type ExperimentFolder, writeExperiment } from '../store/experiments.ts';
import { utcStamp } from '../store/run-folder.ts';
import type { Progress } from './progress.ts';
import { toolVersion } from './tool-version.ts';

/** What makes the runs of an experiment, and is removed after them. */
export interface Laboratory<Point extends ExperimentPoint> {
  perform(point: Point): Promise<Omit<PointRun<Point>, 'point'>>;
  close(): Promise<void>;
}

export interface ExperimentRequest<Point extends ExperimentPoint, Outcome> {
  readonly about: Pick<Experiment, 'kind' | 'scenario' | 'profile' | 'subject' | 'command'>;
  readonly stepper: Stepper<Point, Outcome>;
  /** Makes ready what the runs need; logs go into the folder. */
  readonly prepare: (folder: ExperimentFolder) => Promise<Laboratory<Point>>;
  /** Of the folder's name: `signup-only-constant`. */
  readonly name: string;
  readonly runsDir: string;
  /** No group of runs begins that would end after it. */
  readonly budgetMs: number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** A run was made, and counts. */
  readonly onRun?: (history: readonly PointRun<Point>[]) => void;
}

export interface ExperimentEnd<Point extends ExperimentPoint, Outcome> {
  readonly folder: ExperimentFolder;
  readonly history: readonly PointRun<Point>[];
  /** Undefined when the budget was spent before there was one. */
  readonly outcome: Outcome | undefined;
}

/** Groups that are repeated because one of their runs is INVALID. Never one run alone: that would choose results. */
const maxRepeats = 2;

/** Asks the stepper what to run, runs it, and writes experiment.json after each run, until there is an answer. */
export async function runExperiment<Point extends ExperimentPoint, Outcome>(
  request: ExperimentRequest<Point, Outcome>,
): Promise<ExperimentEnd<Point, Outcome>> {
  const { about, runsDir, budgetMs, prepare, signal } = request;
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
  let laboratory: Laboratory<Point> | undefined;
  try {
    laboratory = await prepare(folder);
    const { history, outcome } = await takeSteps(request, laboratory, (runs) => store({ runs }));
    store({ state: outcome === undefined ? 'budget-spent' : 'finished' });
    return { folder, history, outcome };
  } catch (error) {
    store({ state: signal.aborted ? 'interrupted' : 'failed', detail: (error as Error).message });
    throw error;
  } finally {
    request.progress.endLive();
    await laboratory?.close();
  }
}

async function takeSteps<Point extends ExperimentPoint, Outcome>(
  { stepper, signal, progress, onRun, ...request }: ExperimentRequest<Point, Outcome>,
  laboratory: Laboratory<Point>,
  store: (runs: Experiment['runs']) => void,
): Promise<Omit<ExperimentEnd<Point, Outcome>, 'folder'>> {
  let history: readonly PointRun<Point>[] = [];
  let runs: Experiment['runs'] = [];
  let repeats = 0;
  const isBeyondBudget = budgetClock(request.budgetMs);
  for (;;) {
    const step = stepper.next(history);
    if ('done' in step) return { history, outcome: step.done };
    const { run: point } = step;
    const isNewGroup = history.at(-1)?.point.group !== point.group;
    if (isNewGroup && isBeyondBudget(history.length > 0)) return { history, outcome: undefined };
    if (signal.aborted) throw new InterruptedError();
    const made = { point, ...(await laboratory.perform(point)) };
    if (signal.aborted) throw new InterruptedError();
    const isInvalid = made.run.validity === 'INVALID';
    const { name, validity, objectives } = made.run;
    runs = [...runs, { name, label: point.label, group: point.group, validity, objectives, isDiscarded: false }];
    if (isInvalid) runs = runs.map((run) => (run.group === point.group ? { ...run, isDiscarded: true } : run));
    store(runs);
    if (!isInvalid) {
      history = [...history, made];
      onRun?.(history);
      continue;
    }
    history = history.filter((one) => one.point.group !== point.group);
    repeats += 1;
    const hint = `see why: caseload report --run ${name}`;
    if (repeats > maxRepeats) throw tooManyInvalid(name, repeats, hint);
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
