import { diagnose } from '../judge/bottleneck/diagnose.ts';
import { weighHypotheses } from '../judge/diagnosis/all.ts';
import { judgeFindings } from '../judge/findings/all.ts';
import { judge } from '../judge/verdict/verdict.ts';
import type { Comparison } from '../model/comparison.ts';
import type { Environment } from '../model/environment.ts';
import type { JudgedRun } from '../model/judged-run.ts';
import type { RunPlan } from '../model/plan.ts';
import type { RunResult } from '../model/result.ts';
import type { RunFacts } from '../model/run-facts.ts';
import { buildResult } from '../results/build-result.ts';
import { subjectOfPlan } from '../results/run-context.ts';
import { summaryIfAny } from '../results/summary.ts';
import { type RunFolder, samplesOf } from '../store/run-folder.ts';
import { toolVersion } from './tool-version.ts';

/** The result of a run, from the files in its folder. */
export function resultOf(plan: RunPlan, folder: RunFolder, facts: RunFacts): Promise<RunResult> {
  const { k6Log, signals, activity, cpuProfile } = folder;
  const files = {
    samples: [samplesOf(folder)],
    summary: summaryIfAny(folder.summary),
    k6Log,
    signals,
    activity,
    cpuProfile,
  };
  return buildResult(subjectOfPlan(plan), files, facts);
}

/** Findings, hypotheses and verdict of a result. */
export function judgeRun(result: RunResult, environment: Environment | undefined, comparison?: Comparison): JudgedRun {
  const findings = judgeFindings(result, comparison?.differences ?? null);
  const diagnosis = diagnose(result);
  // What may be the limit is only asked where what is the limit was not found.
  const hypotheses = diagnosis === undefined || diagnosis.verdict === 'undetermined' ? weighHypotheses(result) : [];
  const against = comparison && { baseline: comparison.verdict, isStrict: comparison.isStrict };
  const verdict = judge(result, findings, against);
  return { result, findings, hypotheses, diagnosis, verdict, comparison, environment, toolVersion };
}
