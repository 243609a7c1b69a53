import type { FindingRule } from '../contract/finding.ts';
import { metrics } from '../contract/metrics.ts';

export default {
  id: 'threshold-disagreement',
  judge: ({ thresholds, objectives, ending, source }, plan) => {
    if (ending.kind !== 'completed' || thresholds.length === 0 || source !== 'samples') return undefined;
    const k6Passes = thresholds
      .filter(({ metric }) => metric !== metrics.scriptExceptions)
      .every((threshold) => threshold.isOk);
    const wePass = objectives.every((objective) => objective.status === 'PASS');
    if (k6Passes === wePass) return undefined;
    const crossed = thresholds
      .filter((threshold) => !threshold.isOk)
      .map((threshold) => `${threshold.metric} ${threshold.expression}`);
    return {
      severity: 'suspect',
      what: `k6 says its thresholds ${k6Passes ? 'all hold' : `do not hold (${crossed.join(', ')})`}, the samples say the objectives ${wePass ? 'all hold' : 'do not'}`,
      why: 'Both are computed from the same samples: one of them did not see them all.',
      advice: `Compare summary.json with samples.csv.gz in the run folder of ${plan.runId}.`,
    };
  },
} satisfies FindingRule;
