import type { FindingRule } from '../contract/finding.ts';

export default {
  id: 'engine-trouble',
  judge: ({ ending }) =>
    ending.kind !== 'engine-trouble' && ending.kind !== 'not-started'
      ? undefined
      : {
          severity: 'invalid',
          what: ending.detail,
          why: 'The load was not carried out.',
          advice:
            ending.kind === 'not-started'
              ? 'Correct that and repeat the run; no load was sent.'
              : 'The words of k6 are in k6.log in the run folder. See also: caseload doctor',
        },
} satisfies FindingRule;
