import type { FindingRule } from '../contract/finding.ts';
import { count } from './figures.ts';

export default {
  id: 'unbalanced-books',
  judge: ({ accounting, ending, source }) => {
    const { missing, scheduled } = accounting;
    if (missing === 0 || ending.kind !== 'completed' || source === 'none') return undefined;
    return {
      severity: Math.abs(missing) > 0.01 * scheduled ? 'invalid' : 'suspect',
      what: `the books do not balance: ${count(scheduled)} journeys were scheduled, ${count(Math.abs(missing))} ${missing > 0 ? 'are in no account' : 'more than that are in the accounts'}`,
      why: 'Each scheduled journey should be started or dropped; what is missing may be what went wrong.',
      advice: 'Look at k6.log in the run folder; a generator short of CPU is the usual cause.',
    };
  },
} satisfies FindingRule;
