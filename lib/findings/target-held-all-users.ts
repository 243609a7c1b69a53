import type { FindingRule } from '../contract/finding.ts';
import { count } from './figures.ts';

export default {
  id: 'target-held-all-users',
  judge: ({ accounting }, plan) =>
    accounting.droppedByTarget === 0
      ? undefined
      : {
          severity: 'note',
          what: `${count(accounting.droppedByTarget)} of ${count(accounting.scheduled)} scheduled journeys never started, because all ${count(plan.virtualUsers.count)} VUs were waiting for the target`,
          why: 'The target was slower than the load: these are failed journeys, though no request of theirs shows up in any latency or error figure.',
          advice:
            'Find the rate that the target holds with a lower --scale, or raise --max-vus to see how deep its queue gets.',
        },
} satisfies FindingRule;
