import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../model/environment.ts';
import type { JudgedRun } from '../model/judged-run.ts';
import type { RunPlan } from '../model/plan.ts';
import { buildResult } from '../results/build-result.ts';
import { subjectOfPlan } from '../results/run-context.ts';
import { removeNow } from '../run/process/reaper.ts';
import { makeTemporaryFolder } from '../run/process/temporary-folder.ts';
import { judgeRun } from './evaluate-run.ts';
import { rehearsalSamples } from './rehearsal-samples.ts';

/** A run of that plan as it might be: what comes after a run can be gone through with it before there is one. */
export async function rehearsedRun(plan: RunPlan, environment: Environment | undefined): Promise<JudgedRun> {
  const folder = makeTemporaryFolder('caseload-rehearsal-');
  try {
    const samples = join(folder, 'samples.csv');
    writeFileSync(samples, rehearsalSamples(plan, Date.now()));
    const files = { samples: [samples], summary: undefined, k6Log: undefined, signals: undefined };
    return judgeRun(await buildResult(subjectOfPlan(plan), files, undefined), environment);
  } finally {
    removeNow(folder);
  }
}
