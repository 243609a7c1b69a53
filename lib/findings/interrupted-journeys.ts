import type { FindingRule } from '../contract/finding.ts';
import { count } from './figures.ts';

export default {
  id: 'interrupted-journeys',
  judge: ({ accounting, ending, steps }, plan) => {
    const { interrupted, started } = accounting;
    // A run that was cut short is another finding.
    if (interrupted === 0 || ending.kind !== 'completed') return undefined;
    const where = steps
      .flatMap((step) => (step.interrupted ? [`${count(step.interrupted)} in ${step.name}`] : []))
      .join(', ');
    return {
      severity: interrupted > 0.01 * started ? 'invalid' : 'note',
      what: `${count(interrupted)} of ${count(started)} started journeys were still open ${plan.gracefulStopMs / 1_000} s after the last arrival and were cut off${where === '' ? '' : `: ${where}`}`,
      why: 'k6 drops the open requests of such journeys: the slowest ones are in no percentile, so that the real ones are higher. They count as failed journeys here.',
      advice:
        'Read the latencies as lower bounds; use a lower rate to measure latency, or a longer load to see where it settles.',
    };
  },
} satisfies FindingRule;
