import { standardObjectives } from '../../../lib/contract/objective.ts';
import { defineScenario, defineStep, get } from '../../../lib/contract/scenario.ts';

/** Goes well in the pre-check, and throws in every journey of the load. */
const fragile = defineStep({
  name: 'fragile',
  request: (_flow, journey) => {
    if (!/-p\d+-/.test(journey.id)) throw new Error(`journey ${journey.index} is beyond us`);
    return get('/');
  },
  expect: { status: [200, 201] },
});

export default defineScenario({
  name: 'throwing',
  summary: 'a script with a mistake in it',
  steps: [fragile],
  objectives: standardObjectives('fragile'),
});
