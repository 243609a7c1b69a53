import { defineScenario, defineStep, get, post } from '../../../lib/contract/scenario.ts';

declare module '../../../lib/contract/scenario.ts' {
  interface Flow {
    jobId: string;
    result: string;
  }
}

const start = defineStep({
  name: 'start',
  request: (_flow, journey) => post('/jobs', { by: journey.id }),
  expect: { status: [202] },
  provides: { jobId: 'id' },
  retry: { times: 3, on: [429, 503], waitMs: 20 },
});
const done = defineStep({
  name: 'done',
  needs: ['jobId'],
  request: ({ jobId }) => get(`/jobs/${jobId}`, { name: '/jobs/:id' }),
  expect: { status: [200] },
  poll: { until: (answer) => answer.json('state') === 'done', everyMs: 20, times: 5 },
  provides: { result: 'result' },
});

export default defineScenario({
  name: 'impatient',
  summary: 'starts a job, and asks until it is done',
  steps: [start, done],
  objectives: [],
});
