import { planRun } from '../../app/plan-run.ts';
import { jsonText } from '../../model/json-text.ts';
import { longestPausesMs, type RunPlan } from '../../model/plan.ts';
import type { RunRequest } from '../../model/run-request.ts';
import { printObjective } from '../../plan/parse-objective.ts';
import { bundleScript } from '../../run/bundle/bundle.ts';
import type { PrintOptions } from '../args/run-options.ts';
import type { Terminal } from './terminal.ts';

/** Prints what a run would do; nothing is started, written or sent. */
export async function printDryRun(
  request: RunRequest,
  command: string,
  { json, runsDir }: PrintOptions & { readonly runsDir: string },
  terminal: Terminal,
): Promise<void> {
  const { plan, scenarioFile } = await planRun(request, command);
  for (const warning of plan.warnings) terminal.warn(warning);
  const { sizeBytes } = await bundleScript(scenarioFile, plan);
  terminal.out(json ? `${jsonText(plan)}\n` : `${describePlan(plan, sizeBytes, runsDir)}\n`);
}

const count = (n: number | null) => n?.toLocaleString('en') ?? '—';

function describePlan(plan: RunPlan, bundleBytes: number, runsDir: string): string {
  const thresholds = Object.entries(plan.thresholds).flatMap(([metric, expressions]) =>
    expressions.map((expression) => `${metric} ${expression}`),
  );
  return [
    `${plan.scenario.name} × ${plan.profile.name} ${plan.profile.changes.join(' ')}`.trimEnd(),
    '',
    ...aboutOf(plan, bundleBytes, runsDir).map(([name, text]) => `${name.padEnd(10)}  ${text}`),
    ...(plan.stages.length === 0 ? [] : listed('stages', plan.stages.map(stageLine))),
    ...listed('objectives', plan.objectives.map(printObjective)),
    ...(plan.isSamplesOnly ? [] : listed('k6 thresholds', thresholds)),
  ].join('\n');
}

const listed = (title: string, lines: readonly string[]): string[] => ['', title, ...lines.map((line) => `  ${line}`)];

function stageLine({ index, shape, fromRps, toRps, durationMs, scheduled }: RunPlan['stages'][number]): string {
  const rate = `${shape === 'plateau' ? toRps : `${fromRps} → ${toRps}`} journeys/s`.padEnd(22);
  const seconds = `${durationMs / 1_000} s`.padStart(7);
  return `${String(index + 1).padStart(2)}  ${rate}  ${seconds}  ${count(scheduled).padStart(9)} journeys  ${shape}`;
}

function aboutOf(plan: RunPlan, bundleBytes: number, runsDir: string): (readonly [name: string, text: string])[] {
  const { scenario, target, warmUp, users, virtualUsers: vus } = plan;
  const steps = scenario.branches?.outline ?? scenario.steps.map((step) => step.name).join(' → ');
  const pauses = longestPausesMs(scenario);
  const capped = vus.capped ? ` (capped; ${count(vus.wanted)} needed)` : '';
  const rows: (readonly [string, string | undefined])[] = [
    ['journey', `${steps}${orderText(scenario)}`],
    ['pauses', pauses === 0 ? undefined : `up to ${pauses / 1_000} s in a journey, in no latency`],
    ['scheduled', scheduledText(plan)],
    ['warm-up', warmUp && `${warmUp.rateRps} journeys/s for ${warmUp.durationMs / 1_000} s before, not counted`],
    ['VUs', `${count(vus.count)}${capped}, about ${count(vus.memoryMiB)} MiB`],
    ['users', users && usersText(users)],
    ['data', plan.data?.map(dataText).join('; ')],
    ['target', targetText(target)],
    ['bundle', `${count(bundleBytes)} bytes, records ${plan.record}`],
    ['long load', plan.isSamplesOnly && 'k6 keeps no metrics: objectives are judged by the samples'],
    ['run folder', `${runsDir}/<utc>-${scenario.name}-${plan.profile.name}`],
  ];
  return rows.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
}

const orderText = ({ isList, branches }: RunPlan['scenario']): string =>
  isList || branches !== undefined ? '' : ' (in the order that run() decides)';

function scheduledText(plan: RunPlan): string {
  const { scheduled, scheduledRequests, durationMs, peakRps, profile, closed } = plan;
  const seconds = `${durationMs / 1_000} s`;
  if (closed === undefined) {
    const requests = `${count(scheduledRequests)} requests`;
    const arrivals = plan.arrival?.seed === undefined ? '' : ', Poisson arrivals';
    return `${count(scheduled)} journeys in ${seconds}, ${requests}, peak ${peakRps} journeys/s${arrivals}`;
  }
  const most = closed.journeys === null ? '' : `, at most ${count(closed.journeys)} journeys`;
  const why = `${profile.executor}: no schedule, each VU starts its next journey when the last has ended`;
  return `— (${why}); ${seconds}${most}`;
}

const dataText = ({ file = 'a list', rows, order, columns }: NonNullable<RunPlan['data']>[number]): string =>
  `${Object.keys(columns).join(', ')} of ${file}: ${count(rows)} rows, ${order}`;

const usersText = ({ name, mode, count: needed, file }: NonNullable<RunPlan['users']>): string =>
  `${count(needed)} ${name}, ${mode}${file ? ` (${file})` : ''}`;

function targetText(target: RunPlan['target']): string {
  if (target.kind === 'url') return target.url;
  const what = target.kind === 'shop' ? 'the reference shop' : target.start;
  return `${what}, started for this run on 127.0.0.1`;
}
