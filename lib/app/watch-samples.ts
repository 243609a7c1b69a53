import type { RunPlan } from '../model/plan.ts';
import { abortDelayMs, mayAbort } from '../plan/k6-options.ts';
import { growingSamples } from '../results/growing-samples.ts';
import type { LiveFigures } from '../run/generator/live-figures.ts';

/** What stands in for k6's own figures and thresholds while a long load runs. */
export interface SamplesWatch {
  /** Aborted when an objective failed and the load is to stop then. */
  readonly enough: AbortSignal;
  /** Reads on, and completes what k6 still says. @param atMs since the load's start */
  see(atMs: number, live: LiveFigures): Promise<LiveFigures>;
}

/** Watches the samples of a load of which k6 keeps no metrics. */
export function watchSamples(plan: RunPlan, samplesFile: string): SamplesWatch {
  const enough = new AbortController();
  const samples = growingSamples(samplesFile, {
    hasWarmUp: plan.warmUp !== undefined,
    thresholds: plan.abortOnFail ? abortingThresholds(plan) : {},
  });
  return {
    enough: enough.signal,
    see: async (atMs, live) => {
      try {
        await samples.read();
      } catch {
        // What cannot be read now is read after the load, where it is judged and trouble is reported.
        return live;
      }
      if (atMs >= abortDelayMs && samples.broken() !== undefined) enough.abort(failed);
      return { ...live, ...samples.soFar() };
    },
  };
}

/** As of a load that k6 stops itself. */
const failed = 'an objective failed (--abort-on-fail)';

const abortingThresholds = ({ thresholds }: RunPlan) =>
  Object.fromEntries(
    Object.entries(thresholds).map(([metric, expressions]) => [metric, expressions.filter(mayAbort)] as const),
  );
