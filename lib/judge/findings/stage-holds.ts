import type { Objective } from '../../contract/objective.ts';
import { minimumCount } from '../../contract/objective.ts';
import type { Latency, StageResult } from '../../model/result.ts';

/** Whether a stage met every objective that can be asked of a stage; undefined where its samples do not tell. */
export function stageHolds(stage: StageResult, objectives: readonly Objective[]): boolean | undefined {
  if (stage.shape === 'step' || stage.scheduled === 0) return undefined;
  // What only warns holds nothing back; an objective of another stage is not asked of this one.
  const own = objectives.filter(
    (one) => one.severity !== 'warn' && (one.stage === undefined || one.stage === stage.index + 1),
  );
  const answers = own.flatMap((objective) => {
    const answer = holds(stage, objective);
    return answer === 'not asked' ? [] : [answer];
  });
  if (answers.includes(false)) return false;
  return answers.length === 0 || answers.includes(undefined) ? undefined : true;
}

function holds(stage: StageResult, objective: Objective): boolean | undefined | 'not asked' {
  switch (objective.kind) {
    case 'latency': {
      const requests =
        objective.step === undefined ? stage.requests : stage.steps.find(({ name }) => name === objective.step);
      const value = requests?.latency && percentileOf(requests.latency, objective.percentile);
      if (requests == null || value == null || requests.n < minimumCount(objective)) return undefined;
      return value < objective.belowMs;
    }
    case 'failed-requests': {
      const requests =
        objective.step === undefined ? stage.requests : stage.steps.find(({ name }) => name === objective.step);
      if (requests == null || requests.n === 0) return undefined;
      return requests.failed / requests.n < objective.belowRatio;
    }
    case 'journey-success':
      // Of a stage that was cut short, many journeys were never due.
      if ((stage.started ?? 0) + (stage.dropped ?? 0) < 0.98 * stage.scheduled) return undefined;
      return stage.ok === null ? undefined : stage.ok / stage.scheduled > objective.aboveRatio;
    case 'journey-latency':
    case 'step-success':
    case 'threshold':
      return 'not asked';
  }
}

const percentileOf = ({ p50Ms, p90Ms, p95Ms, p99Ms }: Latency, percentile: number): number | null | undefined =>
  ({ 50: p50Ms, 90: p90Ms, 95: p95Ms, 99: p99Ms })[percentile];

/** Mean rate of a stage. */
export const meanRps = ({ fromRps, toRps }: Pick<StageResult, 'fromRps' | 'toRps'>): number => (fromRps + toRps) / 2;

/** The stages between which the load became too much: the last that held before the first that did not. */
export interface Bracket {
  readonly held: StageResult | undefined;
  /** A plateau is a claim; what a ramp passed through is indicative. */
  readonly heldPlateau: StageResult | undefined;
  readonly broke: StageResult | undefined;
}

export function bracketOf(stages: readonly StageResult[], objectives: readonly Objective[]): Bracket {
  const judged = stages.flatMap((stage) => {
    const answer = stageHolds(stage, objectives);
    return answer === undefined ? [] : [{ stage, answer }];
  });
  const firstBroken = judged.findIndex(({ answer }) => !answer);
  const before = (firstBroken === -1 ? judged : judged.slice(0, firstBroken)).map(({ stage }) => stage);
  const highest = (list: readonly StageResult[]) => list.toSorted((a, b) => b.toRps - a.toRps || b.index - a.index)[0];
  return {
    held: highest(before),
    heldPlateau: highest(before.filter(({ shape }) => shape === 'plateau')),
    broke: judged[firstBroken]?.stage,
  };
}
