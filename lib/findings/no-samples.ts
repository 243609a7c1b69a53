import type { FindingRule } from '../contract/finding.ts';
import { count } from './figures.ts';

export default {
  id: 'no-samples',
  judge: ({ accounting, requests }) =>
    accounting.started > 0 && requests.n > 0
      ? undefined
      : {
          severity: 'invalid',
          what: `${count(accounting.started)} journeys started and ${count(requests.n)} requests were answered or failed`,
          why: 'A run without samples says nothing, and k6 lets every threshold on it pass.',
          advice: 'Look at k6.log in the run folder, and try one journey with: caseload try',
        },
} satisfies FindingRule;
