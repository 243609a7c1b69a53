import { fileURLToPath } from 'node:url';
import type { Profile } from '../../lib/contract/profile.ts';
import type { Scenario } from '../../lib/contract/scenario.ts';
import { judgeFindings } from '../../lib/judge/findings/all.ts';
import { judge } from '../../lib/judge/verdict/verdict.ts';
import type { Finding } from '../../lib/model/finding.ts';
import type { RunPlan } from '../../lib/model/plan.ts';
import { buildResult } from '../../lib/results/build-result.ts';
import { subjectOfPlan } from '../../lib/results/run-context.ts';
import { summaryIfAny } from '../../lib/results/summary.ts';
import { buildScripts } from '../../lib/run/bundle/scripts.ts';
import { runLoad } from '../../lib/run/run-load.ts';
import { createRunFolder } from '../../lib/store/run-folder.ts';
import { type OpenPlan, planOf } from '../plan-of.ts';
import { neverAborted } from '../target/shop-client.ts';
import { engine, idsApartFromNoise } from './cli.ts';

interface Job {
  readonly scenario: Scenario;
  /** Its file, from test/e2e. */
  readonly file: string;
  readonly profile: Profile;
  readonly url: string;
  readonly runsDir: string;
  readonly record?: RunPlan['record'];
  /** What no word of the command line can change. */
  readonly change?: Partial<OpenPlan>;
}

/** The stages of `caseload load` from the plan to the verdict, with a plan that may differ from what words can say. */
export async function perform({ scenario, file, profile, url, runsDir, record = 'samples', change = {} }: Job) {
  const made = planOf(
    scenario,
    profile,
    { record, target: { kind: 'url', url, headers: {}, insecure: false } },
    { runId: `t${Date.now().toString(36)}`, toolVersion: '0.0.0', command: 'npm run load' },
  );
  const plan = { ...made, ...change };
  const folder = createRunFolder(runsDir, `${scenario.name}-${record}`);
  const source = { plan, scenario, scenarioFile: fileURLToPath(new URL(file, import.meta.url)) };
  const { facts } = await runLoad({
    foreignCpu: () => null,
    ...source,
    scripts: buildScripts(source, folder.path),
    headers: {},
    ownRows: undefined,
    target: { kind: 'url', url },
    folder,
    engine: await engine(),
    extraOuts: [],
    extraArgs: [],
    signal: neverAborted,
    progress: {
      say: () => {},
      warn: () => {},
      onUsers: () => {},
      onLoad: () => {},
      tickMs: 10_000,
    },
  });
  const files = { ...folder, samples: [folder.samples], summary: summaryIfAny(folder.summary) };
  const result = await buildResult(subjectOfPlan(plan), files, facts);
  const findings = judgeFindings(result);
  const found = (...statuses: readonly Finding['status'][]) => idsApartFromNoise(findings, statuses);
  return { plan, folder, result, findings, found, verdict: judge(result, findings) };
}

/** A steady load. */
export const steady = (rateRps: number, durationMs: number): Profile => ({
  name: 'steady',
  summary: 'a steady load',
  executor: 'constant-arrival-rate',
  rateRps,
  durationMs,
});
