import type { RunPlan } from '../../model/plan.ts';
import type { LiveFigures } from '../../run/generator/live-figures.ts';

const barWidth = 30;

/**
 * The target rate at an instant of the load, journeys per second.
 * @internal Tested by itself.
 */
export function targetRps(plan: RunPlan, atMs: number): number {
  const stage = plan.stages.findLast((one) => atMs >= one.startMs && one.durationMs > 0);
  if (stage === undefined || atMs < 0 || atMs > plan.durationMs) return 0;
  return stage.fromRps + (stage.toRps - stage.fromRps) * Math.min(1, (atMs - stage.startMs) / stage.durationMs);
}

/** One line on the progress of the load; with `hasBar`, a bar with marks between the stages. */
export function loadLine(plan: RunPlan, atMs: number, live: LiveFigures, hasBar: boolean): string {
  const inStage = plan.stages.filter((stage) => stage.startMs <= atMs && stage.durationMs > 0).length;
  const stages = plan.stages.filter((stage) => stage.durationMs > 0).length;
  const seconds = (ms: number) => `${Math.max(0, Math.round(ms / 1_000))}`;
  const loading = stages === 0 ? plan.profile.executor : `stage ${Math.max(1, inStage)}/${stages}`;
  const drainingMs = atMs - plan.durationMs;
  const draining = `draining, ${seconds(drainingMs)} of at most ${seconds(plan.gracefulStopMs)} s`;
  const where = atMs < 0 ? 'warm-up' : drainingMs > 0 ? draining : loading;
  const figures = [
    `${seconds(Math.min(atMs, plan.durationMs))}/${seconds(plan.durationMs)} s ${where}`,
    ...(stages === 0 ? [] : [`target ${targetRps(plan, atMs).toFixed(1)}/s`]),
    `in flight ${live.inFlight}`,
    `done ${live.done}`,
    `failed ${live.failed}`,
    ...(live.dropped > 0 ? [`dropped ${live.dropped}`] : []),
    ...(live.p95Ms === undefined ? [] : [`p95 ${live.p95Ms.toFixed(0)} ms so far`]),
  ];
  return `${hasBar ? `${bar(plan, atMs)} ` : ''}${figures.join(' · ')}`;
}

function bar(plan: RunPlan, atMs: number): string {
  const at = (ms: number) => Math.round((ms / plan.durationMs) * barWidth);
  const cells: string[] = Array.from({ length: barWidth }, (_, cell) => (cell < at(atMs) ? '━' : '─'));
  for (const { startMs } of plan.stages) if (startMs > 0) cells[at(startMs)] = atMs >= startMs ? '┿' : '┼';
  return cells.slice(0, barWidth).join('');
}
