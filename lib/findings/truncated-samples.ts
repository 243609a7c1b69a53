import type { FindingRule } from '../contract/finding.ts';

export default {
  id: 'truncated-samples',
  judge: ({ isTruncated, ending }) =>
    !isTruncated || ending.kind !== 'completed'
      ? undefined
      : {
          severity: 'invalid',
          what: 'samples.csv.gz is missing or ends in the middle',
          why: 'Samples are missing, most likely the latest.',
          advice: 'See whether the disk is full, and run it again.',
        },
} satisfies FindingRule;
