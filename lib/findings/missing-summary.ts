import type { FindingRule } from '../contract/finding.ts';

export default {
  id: 'missing-summary',
  judge: ({ hasSummary, ending }) =>
    hasSummary || ending.kind !== 'completed'
      ? undefined
      : {
          severity: 'invalid',
          what: 'k6 ended in good order but wrote no summary',
          why: "k6 exits 0 even when handleSummary fails; its thresholds cannot be held against the samples'.",
          advice: 'Look at k6.log in the run folder, and see whether the disk is full.',
        },
} satisfies FindingRule;
