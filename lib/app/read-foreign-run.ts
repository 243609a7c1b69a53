import type { JudgedRun } from '../model/judged-run.ts';
import type { RunPlan } from '../model/plan.ts';
import type { RunResult } from '../model/result.ts';
import type { LoadSpec } from '../model/run-request.ts';
import { type LoadPlan, objectivesOfLoad, planLoad } from '../plan/load-plan.ts';
import { planScenario } from '../plan/scenario-plan.ts';
import { instantsMs } from '../plan/schedule.ts';
import { buildResult } from '../results/build-result.ts';
import { foreignSubject } from '../results/run-context.ts';
import { firstInstantMs } from '../results/samples/first-instant.ts';
import { readSummary } from '../results/summary.ts';
import { loadScenario } from '../store/library.ts';
import { judgeRun } from './evaluate-run.ts';
import { profileNamed } from './plan-run.ts';

/** The files of a run that caseload did not make, and what is known about it. */
export interface ForeignRun {
  readonly summary?: string | undefined;
  /** A file of each runner. */
  readonly samples?: readonly string[] | undefined;
  readonly log?: string | undefined;
  /** The scenario of this library that it ran. */
  readonly scenario?: string | undefined;
  readonly load?: Pick<LoadSpec, 'profile' | 'changes'> | undefined;
}

/** A run of a k6 script that caseload never saw, from its summary and its samples. */
export async function readForeignRun(run: ForeignRun, warn: (line: string) => void): Promise<JudgedRun> {
  const summary = run.summary === undefined ? undefined : readSummary(run.summary);
  const scenario = run.scenario === undefined ? undefined : await loadScenario(run.scenario);
  const load = run.load && (await planOf(run.load));
  const known = scenario && {
    ...planScenario(scenario),
    objectives: load ? objectivesOfLoad(scenario.objectives, load.scheduled) : scenario.objectives,
  };
  const subject = foreignSubject({ scenario: known, load });
  const samples = run.samples ?? [];
  const originMs = await firstInstantMs(samples, firstDueMsOf(load));
  const files = { samples, summary, k6Log: run.log, signals: undefined };
  const result = await buildResult({ ...subject, originMs }, files, undefined);
  if (known === undefined || !lacksSteps(result, known)) return judgeRun(result, undefined);
  warn(
    `no request carries the tag of a step of '${known.name}' (${tagsOf(known)}): ` +
      'the requests are grouped by their names, and its objectives are left out',
  );
  const unknown = { ...foreignSubject({ scenario: undefined, load }), originMs };
  return judgeRun(await buildResult(unknown, files, undefined), undefined);
}

/** There are requests, but none of them belongs to a known step. */
const lacksSteps = (
  { provenance: { source }, latency: { requests, steps } }: RunResult,
  known: RunPlan['scenario'],
): boolean =>
  source === 'samples' &&
  requests.n !== 0 &&
  known.steps.every(({ name }) => !steps.some((step) => step.name === name && step.attempted > 0));

const tagsOf = ({ steps }: RunPlan['scenario']): string => steps.map(({ name }) => `step:${name}`).join(', ');

function firstDueMsOf(load: LoadPlan | undefined): number {
  for (const dueMs of load?.arrival ? instantsMs(load.arrival) : []) return dueMs;
  return 0;
}

async function planOf({ profile, changes }: NonNullable<ForeignRun['load']>): Promise<LoadPlan> {
  return planLoad(await profileNamed(profile), changes);
}
