import type { FindingRule } from '../contract/finding.ts';

export default {
  id: 'engine-trouble',
  judge: ({ ending }) =>
    ending.kind !== 'engine-trouble'
      ? undefined
      : {
          severity: 'invalid',
          what: ending.detail,
          why: 'k6 did not carry out the load.',
          advice: 'The reason is in k6.log in the run folder.',
        },
} satisfies FindingRule;
