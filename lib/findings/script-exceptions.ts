import type { FindingRule } from '../contract/finding.ts';
import { count } from './figures.ts';

export default {
  id: 'script-exceptions',
  judge: ({ accounting }) =>
    accounting.exceptions === 0
      ? undefined
      : {
          severity: 'invalid',
          what: `${count(accounting.exceptions)} of ${count(accounting.started)} started journeys ended in an exception of the script`,
          why: 'k6 counts such an iteration as complete and exits 0; the load was not the one that was planned.',
          advice: 'The stack is in k6.log in the run folder; mend the scenario.',
        },
} satisfies FindingRule;
