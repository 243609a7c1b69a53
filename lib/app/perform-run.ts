import type { JudgedRun } from '../model/judged-run.ts';
import type { RunPlan } from '../model/plan.ts';
import type { RunRequest } from '../model/run-request.ts';
import { watchForeignCpu } from '../run/signals/foreign-cpu.ts';
import { writeJson } from '../store/artifacts.ts';
import { storeJudgement } from '../store/judgement.ts';
import { createRunFolder, type RunFolder, utcStamp } from '../store/run-folder.ts';
import { checkLoad, compareWithBaseline } from './compare-with-baseline.ts';
import { planRun, repeated } from './plan-run.ts';
import { type RunSurroundings, recordRun } from './record-run.ts';
import { whileLocked } from './while-locked.ts';

export interface PerformedRun {
  readonly plan: RunPlan;
  readonly folder: RunFolder;
  readonly run: JudgedRun;
}

/**
 * One run: request → plan → record → result → judgement, each stored in the run's folder: the plan when k6 was
 * started, the others as they end.
 */
export async function performRun(request: RunRequest, surroundings: RunSurroundings): Promise<PerformedRun> {
  const { runsDir, command, progress, baseline, frozen } = surroundings;

  const foreignCpu = watchForeignCpu();
  const planned = frozen === undefined ? await planRun(request, command) : repeated(frozen.planned);
  const { plan } = planned;
  if (baseline !== undefined) checkLoad(plan, baseline);
  if (!surroundings.ignoresPlanWarnings) for (const warning of plan.warnings) progress.warn(warning);

  const words = [utcStamp(new Date()), plan.scenario.name, plan.profile.name, surroundings.name ?? []].flat();
  const folder = createRunFolder(runsDir, words.join('-'));
  return whileLocked(folder.path, async () => {
    const { facts, environment } = await recordRun(planned, request.generator, folder, { ...surroundings, foreignCpu });

    const { resultOf, judgeRun } = await import('./evaluate-run.ts');
    const result = await resultOf(plan, folder, facts);
    writeJson(folder.result, result);

    const comparison = baseline && compareWithBaseline(baseline, plan, environment, result, folder);
    const run = judgeRun(result, environment, comparison);
    storeJudgement(folder, run);
    return { plan, folder, run };
  });
}
