import type { FindingRule } from '../contract/finding.ts';

export default {
  id: 'run-cut-short',
  judge: ({ ending }) =>
    ending.kind !== 'interrupted' && ending.kind !== 'aborted'
      ? undefined
      : {
          severity: 'invalid',
          what: `the run was cut short: ${ending.detail}`,
          why: 'The load that was planned did not take place; a part of a ramp has other figures than the whole.',
          advice: 'Run it again to the end.',
        },
} satisfies FindingRule;
