/** What every objective may have besides its limit. */
export interface ObjectiveTerms {
  /** `warn`: if missed, it is reported and the verdict is WARN, not FAIL. `fail` by default. */
  readonly severity?: 'fail' | 'warn';
  /**
   * Only what belongs to this stage of the load, from 1; a journey belongs to the stage in which it was due, a request
   * to that in which it began.
   */
  readonly stage?: number;
  /** Samples below which there is no verdict. */
  readonly minCount?: number;
  /** Whom to ask when it is missed. */
  readonly owner?: string;
}

export type JourneyCostKind = 'statements' | 'target-cpu' | 'database-cpu';

/**
 * What a run must achieve, as data. Each has a minimum count (of requests, attempts or journeys): below it the
 * objective is NO_DATA, never a pass, whereas k6 passes a threshold without samples.
 */
export type Objective = ObjectiveTerms &
  (
    | {
        readonly kind: 'latency';
        /** 0–100, for instance 95. */
        readonly percentile: number;
        readonly belowMs: number;
        /** Requests of this step only; all requests of the scenario without it. */
        readonly step?: string;
      }
    | {
        /** Time of finished journeys (k6's iteration_duration). */
        readonly kind: 'journey-latency';
        readonly percentile: number;
        readonly belowMs: number;
      }
    | {
        /** Failed requests of all requests (k6's http_req_failed). */
        readonly kind: 'failed-requests';
        readonly belowRatio: number;
        readonly step?: string;
      }
    | {
        /** Successes of the attempts of one step: says nothing of journeys that never got there. */
        readonly kind: 'step-success';
        readonly step: string;
        readonly aboveRatio: number;
      }
    | {
        /** Successful journeys of all scheduled ones, dropped and interrupted ones included. */
        readonly kind: 'journey-success';
        readonly aboveRatio: number;
        /** Of a closed load, which has no schedule: of all that started. */
        readonly ofStarted?: true;
      }
    | {
        /** What a journey costs the target, whatever else the machine does. Only known where the target is watched. */
        readonly kind: 'journey-cost';
        /** Statements of its database; CPU time, ms. */
        readonly of: JourneyCostKind;
        readonly atMost: number;
      }
    | {
        /** A k6 threshold in its original form, of a script that caseload did not bundle. */
        readonly kind: 'threshold';
        /** `http_req_duration{step:order}` */
        readonly metric: string;
        /** `p(95)<800` */
        readonly expression: string;
      }
  );

/**
 * Samples that the objective needs before it may pass. A percentile q needs as many as give it a finite interval; a
 * ratio needs one.
 */
export function minimumCount(objective: Objective): number {
  if (objective.minCount !== undefined) return objective.minCount;
  if (objective.kind === 'threshold') {
    const percent = /p\(\s*([\d.]+)\s*\)/.exec(objective.expression)?.[1];
    // A count of nothing is 0, which is a value.
    if (objective.expression.includes('count')) return 0;
    return percent === undefined ? 1 : samplesForQuantile(Number(percent) / 100);
  }
  if (objective.kind !== 'latency' && objective.kind !== 'journey-latency') return 1;
  return samplesForQuantile(objective.percentile / 100);
}

/**
 * The fewest samples for which the quantile q (0–1) has a finite two-sided 95 % order-statistic interval: n with max(q,
 * 1 − q)^n ≤ 0.025, so 72 for p95, 368 for p99 and 3,688 for p99.9 (docs/statistics.md).
 */
export function samplesForQuantile(q: number): number {
  if (q <= 0 || q >= 1) return 1;
  return Math.ceil(Math.log(0.025) / Math.log(Math.max(q, 1 - q)));
}

/** The objectives of the published study for a scenario that ends in the given step. */
export const standardObjectives = (lastStep: string): readonly Objective[] => [
  { kind: 'latency', percentile: 95, belowMs: 800 },
  { kind: 'failed-requests', belowRatio: 0.02 },
  { kind: 'step-success', step: lastStep, aboveRatio: 0.98 },
  { kind: 'journey-success', aboveRatio: 0.98 },
];

/** One line that states the objective, in k6's own terms where it has them. */
export function describeObjective(objective: Objective): string {
  const { stage, severity } = objective;
  const where = stage === undefined ? '' : ` in stage ${stage}`;
  return `${limitText(objective)}${where}${severity === 'warn' ? ' (warns)' : ''}`;
}

function limitText(objective: Objective): string {
  const percent = (ratio: number) => `${Number((ratio * 100).toFixed(4))} %`;
  const of = 'step' in objective && objective.step !== undefined ? `${objective.step} ` : '';
  switch (objective.kind) {
    case 'latency':
      return `${of}p(${objective.percentile}) < ${objective.belowMs} ms`;
    case 'journey-latency':
      return `journey p(${objective.percentile}) < ${objective.belowMs} ms`;
    case 'failed-requests':
      return `${of}failed requests < ${percent(objective.belowRatio)}`;
    case 'step-success':
      return `${objective.step}_success > ${percent(objective.aboveRatio)} (of attempted)`;
    case 'journey-success':
      return `journey success > ${percent(objective.aboveRatio)} (of ${objective.ofStarted ? 'started' : 'scheduled'})`;
    case 'journey-cost':
      return `journey ${objective.of.replace('-cpu', ' CPU')} <= ${costLimit(objective)}`;
    case 'threshold':
      return `${objective.metric} ${objective.expression}`;
  }
}

const costLimit = ({ of, atMost }: { readonly of: JourneyCostKind; readonly atMost: number }): string =>
  of === 'statements' ? `${atMost}` : `${atMost} ms`;

/** What an objective is about: a later one about the same replaces an earlier one. */
function subjectOfObjective(objective: Objective): string {
  const { kind, stage, severity } = objective;
  const what =
    'percentile' in objective
      ? objective.percentile
      : 'metric' in objective
        ? objective.metric
        : 'of' in objective
          ? objective.of
          : '';
  const step = 'step' in objective ? (objective.step ?? '') : '';
  return [kind, step, what, stage ?? '', severity ?? 'fail'].join('|');
}

/** Objectives with later ones put in the place of earlier ones about the same, and the rest behind. */
export function overrideObjectives(own: readonly Objective[], later: readonly Objective[]): Objective[] {
  const bySubject = new Map(later.map((objective) => [subjectOfObjective(objective), objective]));
  const replaced = own.map((objective) => {
    const subject = subjectOfObjective(objective);
    const found = bySubject.get(subject);
    bySubject.delete(subject);
    return found ?? objective;
  });
  return [...replaced, ...bySubject.values()];
}
