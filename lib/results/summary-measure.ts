import { stepSuccessMetric } from '../contract/metrics.ts';
import type { Objective } from '../contract/objective.ts';
import type { Accounting, StepResult } from '../model/result.ts';
import { journeySuccess, type Measured, nothingMeasured } from './figures.ts';
import {
  iterationsOf,
  journeyTrend,
  requestsOf,
  trialsOf,
  type ValuesOf,
  valueOfPercentile,
} from './summary-values.ts';

/** What an objective asks for, from a summary, which knows no stages. */
export function measureSummary(
  objective: Objective,
  accounting: Accounting,
  steps: readonly StepResult[],
  values: ValuesOf,
): Measured {
  if (objective.stage !== undefined) return nothingMeasured;
  switch (objective.kind) {
    case 'journey-latency': {
      const value = valueOfPercentile(journeyTrend(values), objective.percentile);
      return { value, n: iterationsOf(values), interval: null };
    }
    case 'journey-success':
      return journeySuccess(objective, accounting);
    case 'step-success':
      return measureStep(objective.step, steps, values);
    case 'failed-requests':
      return ofRate(values('http_req_failed', stepTag(objective.step)));
    case 'latency': {
      const tags = stepTag(objective.step);
      const trend = values('http_req_duration', tags);
      const value = valueOfPercentile(trend, objective.percentile);
      return { value, n: requestsOf(values, tags), interval: null, medianMs: valueOfPercentile(trend, 50) };
    }
    case 'journey-cost':
    case 'threshold':
      return nothingMeasured;
  }
}

function measureStep(name: string, steps: readonly StepResult[], values: ValuesOf): Measured {
  const step = steps.find((one) => one.name === name);
  const interval = step?.successInterval ?? null;
  const rate = ofRate(values(stepSuccessMetric(name)));
  if (rate.value !== null) return { ...rate, interval };
  const n = step === undefined ? 0 : step.succeeded + step.failed;
  return step === undefined || n === 0 ? nothingMeasured : { value: step.succeeded / n, n, interval };
}

const ofRate = (values: ReturnType<ValuesOf>): Measured =>
  typeof values.rate === 'number' ? { value: values.rate, n: trialsOf(values), interval: null } : nothingMeasured;

const stepTag = (step: string | undefined) => (step === undefined ? {} : { step });
