import type { FindingRule } from '../contract/finding.ts';

export default {
  id: 'unknown-integrity',
  judge: ({ integrityTrouble }) =>
    integrityTrouble === undefined
      ? undefined
      : {
          severity: 'invalid',
          what: `the target did not say whether its books add up: ${integrityTrouble}`,
          why: 'Fast answers are worth nothing if updates got lost on the way, and here nobody knows.',
          advice: 'See whether the target and its database are still alive, or use a lower rate.',
        },
} satisfies FindingRule;
