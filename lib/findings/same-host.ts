import type { FindingRule } from '../contract/finding.ts';

export default {
  id: 'same-host',
  judge: ({ sameHost }) =>
    !sameHost
      ? undefined
      : {
          severity: 'note',
          what: 'k6 and the target shared the cores of one host',
          why: 'They take CPU from each other: the figures are of the pair, and a target of its own would do better.',
          advice:
            'For absolute figures run the target elsewhere: --target URL --allow-host HOST. To compare versions on one host it does no harm.',
        },
} satisfies FindingRule;
