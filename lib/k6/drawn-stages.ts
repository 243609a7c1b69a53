import { type PoissonRate, poissonSchedule } from '../contract/poisson-arrivals.ts';

/** What of an executor's options Poisson arrivals change: a stage for each gap between two of them. */
export const drawnStages = (arrival: PoissonRate) => {
  const { startRate, timeUnitMs, stages } = poissonSchedule(arrival);
  return {
    startRate,
    timeUnit: `${timeUnitMs}ms`,
    stages: stages.map(({ target, durationMs }) => ({ target, duration: `${durationMs}ms` })),
  };
};
