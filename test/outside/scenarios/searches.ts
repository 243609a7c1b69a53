import { csv, defineScenario, defineStep, get, json, values } from '../../../lib/contract/scenario.ts';

declare module '../../../lib/contract/scenario.ts' {
  interface Flow {
    term: string;
    category: string;
    size: number;
    plan: string;
    place: string;
  }
}

const search = defineStep({
  name: 'search',
  needs: ['term', 'category', 'size', 'plan', 'place'],
  request: (flow) => get('/search', { query: { ...flow } }),
  expect: { status: [200] },
});

export default defineScenario({
  name: 'searches',
  summary: 'a row of each kind of data',
  data: {
    term: csv('data/searches.csv'),
    category: csv('data/searches.csv', { column: 'in' }),
    size: json('data/sizes.json', { column: 'pixels', order: 'random' }),
    plan: ['free', 'paid'],
    place: values(['x', 'y', 'z'], { order: 'random' }),
  },
  steps: [search],
  objectives: [],
});
