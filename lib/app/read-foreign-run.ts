import type { ReportInput } from '../../reports/views/report-input.ts';
import { customProfile } from '../cli/args/parse-run-args.ts';
import type { ReportOptions } from '../cli/commands/report.ts';
import type { RunPlan } from '../model/plan.ts';
import type { RunResult } from '../model/result.ts';
import { shapeOf } from '../plan/load-shape.ts';
import { type LoadPlan, planLoad, planScenario } from '../plan/make-plan.ts';
import { parseScale, parseStages } from '../plan/parse-values.ts';
import { rampingInstantsMs } from '../plan/schedule.ts';
import { buildResult } from '../results/build-result.ts';
import { foreignSubject } from '../results/run-context.ts';
import { firstInstantMs } from '../results/samples/first-instant.ts';
import { readSummary } from '../results/summary.ts';
import { knownName, loadProfile, loadScenario } from '../store/library.ts';
import { judgeResult } from './judge-result.ts';

/** A run of a k6 script that caseload never saw, from its summary and its samples; scenario and profile are those of this library that it was of, where known. */
export async function readForeignRun(options: ReportOptions, warn: (line: string) => void): Promise<ReportInput> {
  const summary = options.summary === undefined ? undefined : readSummary(options.summary);
  const scenario =
    options.scenario === undefined ? undefined : await loadScenario(knownName('scenarios', options.scenario));
  const load = await loadOf(options);
  const known = scenario && { ...planScenario(scenario), objectives: scenario.objectives };
  const subject = foreignSubject({ scenario: known, load });
  const samples = options.samples ?? [];
  const originMs = await firstInstantMs(samples, firstDueMsOf(load));
  const files = { samples, summary, k6Log: options.log, signals: undefined };
  const result = await buildResult({ ...subject, originMs }, files, undefined);
  if (known === undefined || !lacksSteps(result, known)) return judgeResult(result, undefined, undefined);
  warn(
    `no request carries the tag of a step of '${known.name}' (${tagsOf(known)}): the requests are told by their names, and its objectives are left out`,
  );
  const unknown = { ...foreignSubject({ scenario: undefined, load }), originMs };
  return judgeResult(await buildResult(unknown, files, undefined), undefined, undefined);
}

/** There are requests, and none of them is of a step that is known. */
const lacksSteps = (
  { provenance: { source }, latency: { requests, steps } }: RunResult,
  known: RunPlan['scenario'],
): boolean =>
  source === 'samples' &&
  requests.n !== 0 &&
  known.steps.every(({ name }) => !steps.some((step) => step.name === name && step.attempted > 0));

const tagsOf = ({ steps }: RunPlan['scenario']): string => steps.map(({ name }) => `step:${name}`).join(', ');

function firstDueMsOf(load: LoadPlan | undefined): number {
  for (const dueMs of load ? rampingInstantsMs(load.arrival) : []) return dueMs;
  return 0;
}

async function loadOf({ profile, stages, scale }: ReportOptions): Promise<LoadPlan | undefined> {
  if (profile === undefined && stages === undefined) return undefined;
  const changes = {
    ...(stages === undefined ? {} : { stages: parseStages(stages) }),
    ...(scale === undefined ? {} : { scale: parseScale(scale) }),
  };
  const known = profile === undefined ? customProfile : await loadProfile(knownName('profiles', profile));
  return planLoad(known.name, shapeOf(known, changes), changes);
}
