import type { FindingRule } from '../contract/finding.ts';

export default {
  id: 'target-died',
  judge: ({ ending }) =>
    ending.kind !== 'target-died'
      ? undefined
      : {
          severity: 'invalid',
          what: `the target died during the run: ${ending.detail}`,
          why: 'What was measured after that is the speed of refused connections.',
          advice: 'Look for the cause in the log of the target; what was recorded until then is kept.',
        },
} satisfies FindingRule;
