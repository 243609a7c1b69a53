import type { FindingRule } from '../contract/finding.ts';
import { count } from './figures.ts';

export default {
  id: 'broken-integrity',
  judge: ({ integrity }) => {
    const broken = integrity?.checks.filter((check) => !check.ok) ?? [];
    if (broken.length === 0) return undefined;
    return {
      severity: 'fail',
      what: `the target's books do not add up after the load: ${broken.map((check) => `${check.name} is ${count(check.actual)}, should be ${count(check.expected)}`).join('; ')}`,
      why: 'A target that loses or doubles updates under load is broken, however fast it answers.',
      advice: 'Look at the transactions and locks of the steps involved.',
    };
  },
} satisfies FindingRule;
