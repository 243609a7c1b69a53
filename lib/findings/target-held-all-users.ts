import type { FindingRule } from '../contract/finding.ts';
import { defaultMaxVus } from '../contract/plan.ts';
import { count } from './figures.ts';

export default {
  id: 'target-held-all-users',
  judge: ({ accounting }, { virtualUsers }) => {
    if (accounting.droppedByTarget === 0) return undefined;
    const dropped = `${count(accounting.droppedByTarget)} of ${count(accounting.scheduled)} scheduled journeys never started`;
    const isOwnChoice = virtualUsers.chosen || virtualUsers.count < defaultMaxVus;
    if (isOwnChoice && virtualUsers.count < virtualUsers.wanted) {
      return {
        severity: 'suspect',
        what: `${dropped}, because all ${count(virtualUsers.count)} VUs were busy: so many were asked for, where the plan would take ${count(virtualUsers.wanted)}`,
        why: 'With so few VUs the generator may be the limit, not the target: each holds one journey at a time.',
        advice: 'Leave --vus and --max-vus out, and see whether the journeys start.',
      };
    }
    return {
      severity: 'note',
      what: `${dropped}, because all ${count(virtualUsers.count)} VUs were waiting for the target`,
      why: 'The target was slower than the load: these are failed journeys, though no request of theirs shows up in any latency or error figure.',
      advice:
        'Find the rate that the target holds with a lower --scale, or raise --max-vus to see how deep its queue gets.',
    };
  },
} satisfies FindingRule;
