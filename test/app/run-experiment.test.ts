import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { selectOldRuns } from '../../lib/app/prune-runs.ts';
import { type ExperimentRequest, runExperiment } from '../../lib/app/run-experiment.ts';
import { progressOn } from '../../lib/cli/terminal/progress.ts';
import type { ComparedRun } from '../../lib/model/comparison.ts';
import { TargetError } from '../../lib/model/errors.ts';
import type { ExperimentPoint, PointRun, Stepper } from '../../lib/steppers/stepper.ts';
import { experimentFolderAt, listExperiments, readExperiment } from '../../lib/store/experiments.ts';
import { fakeTerminal } from '../cli/fake-terminal.ts';
import { Scratch } from '../e2e/cli.ts';
import { comparedResult, fingerprint, setOf } from '../judge/compare/runs.ts';

const scratch = new Scratch();
afterAll(() => scratch.remove());

/** Groups of two runs, until there are so many. */
const twos = (groups: number): Stepper<PointRun<ExperimentPoint>, string> => ({
  next: (history) => {
    if (history.length === 2 * groups) return { done: `${groups} groups` };
    const group = Math.floor(history.length / 2);
    return { run: { group, label: `${group}${history.length % 2 === 0 ? 'a' : 'b'}` } };
  },
});

type Validity = ComparedRun['validity'];
type Request = ExperimentRequest<PointRun<ExperimentPoint>, string>;

/** An experiment whose k-th run has the k-th of these validities, or goes wrong; in one, the target dies. */
function experiment(validities: readonly (Validity | Error)[], changes: Partial<Request> = {}, diedAt = 0) {
  const runsDir = scratch.path('runs');
  const terminal = fakeTerminal();
  const counts = { made: 0, closed: 0 };
  const request: Request = {
    about: { kind: 'gate', scenario: 'e2e', profile: 'smoke', subject: 'b against a', command: 'caseload gate' },
    name: 'e2e-smoke',
    runsDir,
    budgetMs: Number.POSITIVE_INFINITY,
    stepper: twos(2),
    signal: new AbortController().signal,
    progress: progressOn(terminal),
    prepare: async () => ({
      perform: async () => {
        const validity = validities[counts.made++] ?? 'VALID';
        if (validity instanceof Error) throw validity;
        const [run] = setOf(`run${counts.made}`, [comparedResult()]).runs as [ComparedRun];
        const isEvidence = validity !== 'INVALID' || counts.made === diedAt;
        const failures = counts.made === diedAt ? (['target-died'] as const) : [];
        const invalidBecause = validity === 'INVALID' ? ['no-samples'] : [];
        return { run: { ...run, validity }, fingerprint, failures, invalidBecause, isEvidence };
      },
      close: async () => {
        counts.closed++;
      },
    }),
    ...changes,
  };
  const stored = () => {
    const [name = ''] = listExperiments(runsDir);
    return readExperiment(experimentFolderAt(join(runsDir, name)));
  };
  return { request, counts, stored, stderr: terminal.stderr, runsDir };
}

describe('an experiment', () => {
  test('makes what its stepper asks for and ends with its answer', async () => {
    const { request, stored, counts } = experiment([]);
    const seen: number[] = [];
    const end = await runExperiment({ ...request, onRun: (history) => seen.push(history.length) });
    expect(end).toMatchObject({ outcome: '2 groups' });
    expect(end.history.map(({ point }) => point.label)).toEqual(['0a', '0b', '1a', '1b']);
    expect(seen).toEqual([1, 2, 3, 4]);
    expect(stored()).toMatchObject({ kind: 'gate', state: 'finished', budgetMs: null, subject: 'b against a' });
    expect(stored().runs.map(({ name }) => name)).toEqual(['run1-1', 'run2-1', 'run3-1', 'run4-1']);
    expect(counts.closed).toBe(1);
  });

  test('is stored after each run', async () => {
    const { request, stored } = experiment([]);
    const states: (readonly [string, number])[] = [];
    await runExperiment({ ...request, onRun: () => states.push([stored().state, stored().runs.length]) });
    expect(states).toEqual([1, 2, 3, 4].map((count) => ['running', count]));
  });

  test('is not pruned before it ends, however it ends', async () => {
    for (const validities of [[], ['VALID', new TargetError('the build failed')] as const]) {
      const { request, runsDir } = experiment(validities);
      const old = { runsDir, baselinesDir: scratch.path('none'), keep: 0, beforeMs: Number.POSITIVE_INFINITY };
      const removed: number[] = [];
      const onRun = () => removed.push(selectOldRuns(old).removed.length);
      await runExperiment({ ...request, onRun }).catch(() => {});
      expect(new Set(removed)).toEqual(new Set([0]));
      expect(selectOldRuns(old).removed.map(({ name }) => name)).toEqual(listExperiments(runsDir));
    }
  });

  test('repeats the whole group of an INVALID run, never that run alone', async () => {
    const { request, stored, stderr } = experiment(['VALID', 'INVALID']);
    const end = await runExperiment(request);
    expect(end.history.map(({ run }) => run.name)).toEqual(['run3-1', 'run4-1', 'run5-1', 'run6-1']);
    expect(stored().runs.map(({ isDiscarded }) => isDiscarded)).toEqual([true, true, false, false, false, false]);
    expect(stderr()).toContain('run2-1 (0b) is INVALID, so its group of runs is repeated');
  });

  test('gives up at the third INVALID run, with exit 3', async () => {
    const { request, stored, counts } = experiment(['INVALID', 'INVALID', 'INVALID']);
    const end = await runExperiment(request);
    expect(end).toMatchObject({ outcome: undefined, history: [], stop: { error: { exitCode: 3 } } });
    expect(end.made).toHaveLength(3);
    expect(stored()).toMatchObject({ state: 'failed', detail: expect.stringContaining('INVALID') });
    expect(stored().runs.map(({ invalidBecause }) => invalidBecause)).toEqual([1, 2, 3].map(() => ['no-samples']));
    expect(counts).toEqual({ made: 3, closed: 1 });
  });

  test('never repeats a run for what the target did in it', async () => {
    const { request, stored } = experiment(['VALID', 'INVALID'], {}, 2);
    const end = await runExperiment(request);
    expect(end.history.map(({ run }) => run.name)).toEqual(['run1-1', 'run2-1', 'run3-1', 'run4-1']);
    expect(stored().runs[1]).toMatchObject({ validity: 'INVALID', failures: ['target-died'], isDiscarded: false });
  });

  test('ends with the target that cannot serve a run, where that is an answer', async () => {
    const { request, stored } = experiment(['VALID', new TargetError('it never came up')], { isAnswer: () => true });
    const end = await runExperiment(request);
    expect(end).toMatchObject({ outcome: undefined, stop: { point: { label: '0b' }, error: { exitCode: 10 } } });
    expect(stored()).toMatchObject({ state: 'failed', detail: 'it never came up' });
  });

  test('begins no group that its budget does not hold, and has no answer then', async () => {
    const { request, stored } = experiment([], { budgetMs: 0 });
    const end = await runExperiment(request);
    expect(end.outcome).toBeUndefined();
    expect(end.history).toHaveLength(2);
    expect(stored()).toMatchObject({ state: 'budget-spent', budgetMs: 0 });
  });

  test('that is interrupted says so, and closes what it opened', async () => {
    const controller = new AbortController();
    const { request, stored, counts } = experiment([], {
      signal: controller.signal,
      onRun: (history) => history.length === 2 && controller.abort(),
    });
    await expect(runExperiment(request)).rejects.toMatchObject({ exitCode: 130 });
    expect(stored()).toMatchObject({ state: 'interrupted' });
    expect(stored().runs).toHaveLength(2);
    expect(counts.closed).toBe(1);
  });

  test.each<[what: string, changes: Partial<Request>, validities: readonly Error[]]>([
    ['cannot be prepared', { prepare: () => Promise.reject(new TargetError('the build failed')) }, []],
    ['has a run that fails', {}, [new TargetError('the build failed')]],
  ])('that %s is stored as failed, with the reason', async (_what, changes, validities) => {
    const { request, stored, runsDir } = experiment(validities, changes);
    await expect(runExperiment(request)).rejects.toThrow('the build failed');
    expect(stored()).toMatchObject({ state: 'failed', detail: 'the build failed', runs: [] });
    expect(readdirSync(runsDir)).toHaveLength(1);
  });
});
