import type { Accounting, Ending, Latency } from '../model/result.ts';
import type { Figures } from './figures.ts';
import { nameChecks } from './named-checks.ts';
import type { RunSubject } from './run-context.ts';
import { summaryAccounting } from './summary-accounting.ts';
import { measureSummary } from './summary-measure.ts';
import { summarySteps, withReach } from './summary-steps.ts';
import {
  iterationsOf,
  journeyTrend,
  latencyOfTrend,
  loadValues,
  requestsOf,
  type SummaryFigures,
  trialsOf,
  type ValuesOf,
} from './summary-values.ts';

/** The figures of a run from k6's own summary: what its metrics hold, nothing guessed. */
export function figuresOfSummary(summary: SummaryFigures, subject: RunSubject): Figures {
  const values = loadValues(summary, subject.hasWarmUp);
  const steps = summarySteps(summary, subject, values);
  const accounting = summaryAccounting(summary, subject, steps, values);
  return {
    provenance: { source: 'summary', precision: 'exact', stampMs: null },
    accounting,
    latency: {
      requests: requestFigures(values),
      steps: withReach(steps, accounting, subject),
      journeys: latencyOfTrend(journeyTrend(values), iterationsOf(values)),
      distributions: [],
      selection: null,
    },
    checks: nameChecks(summary.checks),
    series: {
      stages: subject.stages.map((stage) => ({
        ...stage,
        ...{ started: null, dropped: null, droppedByGenerator: null, ok: null, failed: null, unfinished: null },
        ...{ completedRps: null, inFlightMean: null, inFlightMax: null, generatorCpu: null },
        ...{ requests: null, steps: [] },
      })),
      windows: null,
    },
    lag: null,
    measure: (objective) => measureSummary(objective, accounting, steps, values),
  };
}

function requestFigures(values: ValuesOf): Figures['latency']['requests'] {
  const n = requestsOf(values);
  const judged = trialsOf(values('http_req_failed'));
  // k6 puts the failed requests of http_req_failed under `passes`.
  const failed = judged === null || judged === 0 ? null : (values('http_req_failed').passes ?? null);
  const ok = failed === null || judged === null ? null : judged - failed;
  const latency = latencyOfTrend(values('http_req_duration'), n);
  const isAll = (part: number | null) => part !== null && part > 0 && part === n;
  return {
    ...{ n, failed, unknown: Math.max(0, (n ?? 0) - (judged ?? 0)), timeouts: null, latency },
    okLatency: isAll(ok) ? latency : okLatency(values, ok),
    failedLatency: isAll(failed) ? latency : null,
  };
}

/** Of the sub-metric that k6 has in every summary by itself. */
const okLatency = (values: ValuesOf, n: number | null): Latency | null =>
  n === null ? null : latencyOfTrend(values('http_req_duration', { expected_response: 'true' }), n);

/** Figures of a run that left neither samples nor a summary: nothing is known of it, unless it never began. */
export function noFigures(subject: RunSubject, ending: Ending['kind']): Figures {
  const nothing = figuresOfSummary({ metrics: {}, checks: [] }, subject);
  const scheduled = subject.load?.scheduled ?? null;
  const none = ending === 'not-started' ? 0 : null;
  const accounting: Accounting = {
    ...{ scheduled, started: none, ok: none, failed: none, unfinished: none, dropped: none },
    ...{ missing: none === null ? null : scheduled, droppedByTarget: none, exceptions: none, basis: 'counted' },
  };
  return {
    ...nothing,
    provenance: { ...nothing.provenance, source: 'none' },
    accounting,
    measure: (objective) => measureSummary(objective, accounting, [], () => ({})),
  };
}
