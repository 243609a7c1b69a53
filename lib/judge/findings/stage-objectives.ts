import type { Objective } from '../../contract/objective.ts';
import { minimumCount } from '../../contract/objective.ts';
import type { Latency, RunResult, StageResult } from '../../model/result.ts';
import { backlogOf } from './plateaus.ts';

/** A stage of which the generator dropped more did not have the rate that it is named for. */
const maxGeneratorDrops = 0.05;
/** Of a stage of which less was offered, because the run was cut short, many journeys were never due. */
const minOffered = 0.98;

/**
 * Whether a stage met the objectives, for each stage of a run; undefined where its samples do not show it, and of a
 * plateau on which the backlog grows: that meets them for a while only.
 */
export function stageVerdicts({
  series: { windows },
  objectives: { results },
}: Pick<RunResult, 'series' | 'objectives'>) {
  const asked = results.map(({ objective }) => objective);
  return (stage: StageResult): boolean | undefined => {
    const isMet = stageMeets(stage, asked);
    const grows = stage.shape === 'plateau' && windows !== null && backlogOf(windows, stage)?.grows;
    return isMet && grows ? undefined : isMet;
  };
}

/**
 * Whether a stage met every objective that can be asked of a stage; undefined where its samples do not show it.
 * @internal Tested by itself.
 */
export function stageMeets(stage: StageResult, objectives: readonly Objective[]): boolean | undefined {
  if (stage.shape === 'step' || stage.scheduled === 0) return undefined;
  if ((stage.droppedByGenerator ?? 0) > maxGeneratorDrops * stage.scheduled) return undefined;
  // What only warns is no limit; an objective of another stage is not asked of this one.
  const own = objectives.filter(
    (one) => one.severity !== 'warn' && (one.stage === undefined || one.stage === stage.index + 1),
  );
  const answers = own.flatMap((objective) => {
    const answer = meets(stage, objective);
    return answer === 'not asked' ? [] : [answer];
  });
  if (answers.includes(false)) return false;
  return answers.length === 0 || answers.includes(undefined) ? undefined : true;
}

function meets(stage: StageResult, objective: Objective): boolean | undefined | 'not asked' {
  switch (objective.kind) {
    case 'latency': {
      const requests = requestsOf(stage, objective.step);
      if (requests?.latency == null || requests.n < minimumCount(objective)) return undefined;
      return isBelow(requests.latency, objective);
    }
    case 'failed-requests': {
      const requests = requestsOf(stage, objective.step);
      const known = requests == null ? 0 : requests.n - requests.unknown;
      return requests == null || known <= 0 ? undefined : requests.failed / known < objective.belowRatio;
    }
    case 'journey-success':
      if ((stage.started ?? 0) + (stage.dropped ?? 0) < minOffered * stage.scheduled) return undefined;
      return stage.ok === null ? undefined : stage.ok / stage.scheduled > objective.aboveRatio;
    case 'journey-latency':
    case 'step-success':
    case 'journey-cost':
    case 'threshold':
      return 'not asked';
  }
}

const requestsOf = (stage: StageResult, step: string | undefined) =>
  step === undefined ? stage.requests : stage.steps.find(({ name }) => name === step);

const percentiles = { 50: 'p50Ms', 90: 'p90Ms', 95: 'p95Ms', 99: 'p99Ms' } as const;

/** A percentile that requests without an end could move up is below no limit for certain. */
function isBelow(latency: Latency, { percentile, belowMs }: { percentile: number; belowMs: number }) {
  const key = percentiles[percentile as keyof typeof percentiles];
  const value = key === undefined ? null : latency[key];
  if (key === undefined || value === null) return undefined;
  return value < belowMs && latency.atLeast.includes(key) ? undefined : value < belowMs;
}

/** Mean rate of a stage. */
export const meanRps = ({ fromRps, toRps }: Pick<StageResult, 'fromRps' | 'toRps'>): number => (fromRps + toRps) / 2;

/**
 * The stages between which the load became too much: the last that met its objectives before the first that did not.
 */
export interface Bracket {
  readonly met: StageResult | undefined;
  /** A plateau is a claim; what a ramp passed through is indicative. */
  readonly metPlateau: StageResult | undefined;
  readonly missed: StageResult | undefined;
  /** One met them again after the first that did not. */
  readonly metLater: boolean;
}

/** @param isMet undefined of stages that do not show it */
export function bracketOf(stages: readonly StageResult[], isMet: (stage: StageResult) => boolean | undefined): Bracket {
  const judged = stages.flatMap((stage) => {
    const answer = isMet(stage);
    return answer === undefined ? [] : [{ stage, answer }];
  });
  const firstMissed = judged.findIndex(({ answer }) => !answer);
  const before = (firstMissed === -1 ? judged : judged.slice(0, firstMissed)).map(({ stage }) => stage);
  const highest = (list: readonly StageResult[]) => list.toSorted((a, b) => b.toRps - a.toRps || b.index - a.index)[0];
  return {
    met: highest(before),
    metPlateau: highest(before.filter(({ shape }) => shape === 'plateau')),
    missed: judged[firstMissed]?.stage,
    metLater: firstMissed !== -1 && judged.slice(firstMissed).some(({ answer }) => answer),
  };
}
