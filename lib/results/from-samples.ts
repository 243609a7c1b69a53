import { isPoisson } from '../contract/poisson-arrivals.ts';
import type { Ending } from '../model/result.ts';
import { instantsMs } from '../plan/schedule.ts';
import { accountingOf } from './accounting.ts';
import type { Figures } from './figures.ts';
import { journeyEvents, lagOf } from './journeys.ts';
import { latencyFigures } from './latency-figures.ts';
import { measure } from './measure.ts';
import { nameChecks } from './named-checks.ts';
import { journeySample, requestSample, stopOf } from './request-sample.ts';
import { isCutShort, type RunSubject } from './run-context.ts';
import type { Samples } from './samples/samples.ts';
import { seriesFigures } from './series-figures.ts';
import { steadySections } from './steady-sections.ts';
import { stepResults } from './step-results.ts';

/**
 * The figures of a run, from all its samples. A run that was cut short has no sections that are alike, and its last
 * stages end where it does.
 */
export function figuresOfSamples(samples: Samples, subject: RunSubject, ending: Ending['kind'] = 'completed'): Figures {
  const { collector, stampMs } = samples;
  const { stages, arrival, load } = subject;
  const events = collector.instants && journeyEvents(collector.instants, load?.virtualUsers?.count, isPoisson(arrival));
  const accounting = accountingOf(samples, subject, events);
  const stopMs = stopOf(collector, subject, ending);
  const { steps, open } = stepResults(samples, subject, accounting, stopMs);
  const latencies = (step?: number, stage?: number) => requestSample(collector, open, step, stage);
  const journeys = journeySample(collector, events, stopMs, subject.pausesMs);
  const series = seriesFigures(samples, subject, { events, ending, latencies });
  const steady = isCutShort(ending) ? undefined : steadySections(collector.windows, stages, series.windows);
  const known = { samples, steps, accounting, latencies, journeys, steady, events, stages };
  return {
    provenance: { source: 'samples', precision: collector.store.isExact ? 'exact' : 'histogram', stampMs },
    accounting,
    latency: latencyFigures(samples, steps, latencies, journeys, subject.tracePrefix),
    checks: nameChecks(collector.checks),
    series,
    lag: events && arrival && samples.hasJourneys ? lagOf(events, instantsMs(arrival)) : null,
    measure: (objective) => measure(objective, known),
  };
}
