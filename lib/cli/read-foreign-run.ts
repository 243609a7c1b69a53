import type { ReportInput } from '../../reports/report-input.ts';
import { shapeOf } from '../plan/load-shape.ts';
import { type LoadPlan, planLoad, planScenario } from '../plan/make-plan.ts';
import { parseScale, parseStages } from '../plan/words.ts';
import { buildResult } from '../results/build-result.ts';
import { firstInstantMs } from '../results/first-instant.ts';
import { foreignSubject } from '../results/subject.ts';
import { readSummary } from '../results/summary.ts';
import { knownName, loadProfile, loadScenario } from '../run/library.ts';
import { judgeResult } from './judge-result.ts';
import { customProfile } from './parse-run-words.ts';
import type { ReportOptions } from './report.ts';

/** A run of a k6 script that caseload never saw, from its summary and its samples; scenario and profile are those of this library that it was of, where known. */
export async function readForeignRun(options: ReportOptions): Promise<ReportInput> {
  const summary = options.summary === undefined ? undefined : readSummary(options.summary);
  const scenario =
    options.scenario === undefined ? undefined : await loadScenario(knownName('scenarios', options.scenario));
  const load = await loadOf(options);
  const subject = foreignSubject({
    scenario: scenario && { ...planScenario(scenario), objectives: scenario.objectives },
    load,
  });
  const originMs = options.samples === undefined ? undefined : await firstInstantMs(options.samples);
  const files = { samples: options.samples, summary, k6Log: options.log, signals: undefined };
  return judgeResult(await buildResult({ ...subject, originMs }, files, undefined), undefined, undefined);
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
