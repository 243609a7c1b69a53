import { exitCodes } from '../../model/exit-codes.ts';
import type { RunPlan } from '../../model/plan.ts';
import { printObjective } from '../../plan/parse-objective.ts';
import { bundleScript } from '../../run/bundle/bundle.ts';
import type { PlannedRun } from '../args/parse-run-args.ts';
import type { RunOptions } from '../args/run-options.ts';
import type { Terminal } from './terminal.ts';

/** Prints what a run would do; nothing is started, written or sent. */
export async function printDryRun({ plan, scenarioFile }: PlannedRun, options: RunOptions, terminal: Terminal) {
  const { sizeBytes } = await bundleScript(scenarioFile, plan);
  terminal.out(
    options.json ? `${JSON.stringify(plan, null, 2)}\n` : `${describePlan(plan, sizeBytes, options.runsDir)}\n`,
  );
  return exitCodes.pass;
}

function describePlan(plan: RunPlan, bundleBytes: number, runsDir: string): string {
  const count = (n: number) => n.toLocaleString('en');
  const { virtualUsers: vus, target, users, warmUp } = plan;
  const stages = plan.stages.map((stage) => {
    const rate = stage.shape === 'plateau' ? `${stage.toRps}` : `${stage.fromRps} → ${stage.toRps}`;
    return `  ${String(stage.index + 1).padStart(2)}  ${`${rate} journeys/s`.padEnd(22)}  ${`${stage.durationMs / 1_000} s`.padStart(7)}  ${count(stage.scheduled).padStart(9)} journeys  ${stage.shape}`;
  });
  const thresholds = Object.entries(plan.thresholds).flatMap(([metric, expressions]) =>
    expressions.map((expression) => `  ${metric} ${expression}`),
  );
  return [
    `${plan.scenario.name} × ${plan.profile.name} ${plan.profile.changes.join(' ')}`.trimEnd(),
    '',
    `journey     ${plan.scenario.steps.map((step) => step.name).join(' → ')}${plan.scenario.isList ? '' : ' (in the order that run() decides)'}`,
    `scheduled   ${count(plan.scheduled)} journeys in ${plan.durationMs / 1_000} s, ${count(plan.scheduledRequests)} requests, peak ${plan.peakRps} journeys/s`,
    ...(warmUp
      ? [`warm-up     ${warmUp.rateRps} journeys/s for ${warmUp.durationMs / 1_000} s before, in no account`]
      : []),
    `VUs         ${count(vus.count)}${vus.capped ? ` (capped; ${count(vus.wanted)} wanted)` : ''}, about ${count(vus.memoryMiB)} MiB`,
    ...(users
      ? [`users       ${count(users.count)} ${users.name}, ${users.mode}${users.file ? ` (${users.file})` : ''}`]
      : []),
    `target      ${target.kind === 'shop' ? 'the reference shop, started for this run on 127.0.0.1' : target.url}`,
    `bundle      ${count(bundleBytes)} bytes, record ${plan.record}`,
    `run folder  ${runsDir}/<utc>-${plan.scenario.name}-${plan.profile.name}`,
    '',
    'stages',
    ...stages,
    '',
    'objectives',
    ...plan.objectives.map((objective) => `  ${printObjective(objective)}`),
    '',
    'k6 thresholds',
    ...thresholds,
  ].join('\n');
}
