import { writeFileSync } from 'node:fs';
import { systemTags } from '../lib/contract/metrics.ts';
import type { RunPlan } from '../lib/contract/plan.ts';
import { makePlan } from '../lib/plan/make-plan.ts';
import { bundleScript } from '../lib/run/bundle.ts';
import { fileOf, loadProfile, loadScenario } from '../lib/run/library.ts';

export interface ConstantLoad {
  readonly rateRps: number;
  readonly durationMs: number;
  readonly vus: number;
}

/** The plan of `caseload load -s e2e -p constant --rate … --duration … --vus … --record …`. */
export async function e2ePlan({ rateRps, durationMs, vus }: ConstantLoad, record: RunPlan['record']): Promise<RunPlan> {
  return makePlan(
    await loadScenario('e2e'),
    await loadProfile('constant'),
    {
      shape: { rateRps, durationMs },
      vus,
      fixtures: { mode: 'per-vu' },
      record,
      target: { kind: 'shop' },
      mayBeHuge: true,
    },
    { runId: 'bench', toolVersion: 'bench', command: '' },
  );
}

/** Writes the script that `load` would hand to k6 for that plan. */
export async function writeE2eBundle(file: string, plan: RunPlan): Promise<void> {
  const { code } = await bundleScript(fileOf('scenarios', 'e2e'), plan);
  writeFileSync(file, code);
}

/** What the scripts by hand read instead of a plan: the same rate, time, VUs and columns of the samples. */
export function peerEnvironment({ rateRps, durationMs, vus }: ConstantLoad): Record<string, string> {
  return { RATE: `${rateRps}`, DURATION: `${durationMs}ms`, VUS: `${vus}`, SYSTEM_TAGS: systemTags.join() };
}
