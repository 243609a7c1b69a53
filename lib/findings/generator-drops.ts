import type { FindingRule } from '../contract/finding.ts';
import { count } from './figures.ts';

export default {
  id: 'generator-drops',
  judge: ({ accounting, stages }) => {
    const generatorDrops = accounting.dropped - accounting.droppedByTarget;
    if (generatorDrops === 0) return undefined;
    const share = (stage: (typeof stages)[number]) =>
      (stage.droppedByGenerator ?? generatorDrops) / Math.max(1, stage.scheduled);
    const invalidStages = stages.filter((stage) => share(stage) > 0.05);
    const inInvalid = invalidStages.reduce((sum, stage) => sum + stage.scheduled, 0);
    const isSuspect = stages.some((stage) => share(stage) > 0.01);
    return {
      severity: inInvalid > 0.05 * accounting.scheduled ? 'invalid' : isSuspect ? 'suspect' : 'note',
      what: `the generator dropped ${count(generatorDrops)} of ${count(accounting.scheduled)} scheduled journeys while VUs were free${invalidStages.length === 0 ? '' : ` (above 5 % in stage ${invalidStages.map((stage) => stage.index + 1).join(', ')})`}`,
      why: 'Those journeys never reached the target: the load was lighter than planned, and the moments that were left out are often the worst.',
      advice: 'Give k6 more CPU, or run it on a host of its own; close what else is running.',
    };
  },
} satisfies FindingRule;
