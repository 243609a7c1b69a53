// Plans of journeys with pauses and branches hold for whatever such a journey does.
import { expect, it } from 'vitest';
import { performAll } from '../../lib/contract/perform-elements.ts';
import {
  type AnyStep,
  choose,
  defineScenario,
  defineStep,
  get,
  repeat,
  type ScenarioElement,
  think,
  when,
} from '../../lib/contract/scenario.ts';
import { branchNames, waysIn } from '../../lib/contract/ways.ts';
import { instantsMs } from '../../lib/plan/schedule.ts';
import { meanInFlight, Windows } from '../../lib/results/windows.ts';
import { randomOf } from '../../lib/stats/random.ts';
import { type PlanChanges, planOf } from '../plan-of.ts';

const stepNames = ['a', 'b', 'c', 'd'];

/** What is made of a seed: a scenario of up to three levels, and a load. */
function madeOf(seed: number) {
  const random = randomOf(seed);
  const below = (count: number) => Math.floor(random() * count);
  const steps = stepNames.map((name) =>
    defineStep({ name, request: () => get('/'), expect: { status: [200] }, timeLimitMs: 20 + below(900) }),
  );
  const branches: string[] = [];
  const elementsOf = (depth: number): ScenarioElement[] => Array.from({ length: 1 + below(3) }, () => elementOf(depth));
  const elementOf = (depth: number): ScenarioElement => {
    switch (below(depth === 0 ? 2 : 5)) {
      case 0:
        return think(`${below(800)}ms..${800 + below(1_200)}ms`);
      case 2: {
        const [x, y] = [`x${branches.length}`, `y${branches.length}`];
        branches.push(x, y);
        return choose({
          [x]: { weight: 1 + below(9), steps: elementsOf(depth - 1) },
          [y]: { weight: 1 + below(9), steps: below(2) === 0 ? [] : elementsOf(depth - 1) },
        }) as ScenarioElement;
      }
      case 3:
        return repeat([below(2), 1 + below(3)], elementsOf(depth - 1)) as ScenarioElement;
      case 4:
        return when([], () => random() < 0.5, elementsOf(depth - 1)) as ScenarioElement;
      default:
        return steps[below(steps.length)] as AnyStep;
    }
  };
  const elements = [steps[0] as AnyStep, ...elementsOf(2)];
  const scenario = defineScenario({ name: 'made', summary: '-', steps: elements as never, objectives: [] });
  const changes: PlanChanges = below(2) === 0 ? { changes: { arrivals: 'poisson' } } : {};
  const plan = planOf(
    scenario,
    below(2) === 0
      ? { name: 'p', summary: '-', executor: 'constant-arrival-rate', rateRps: 1 + below(40), durationMs: 20_000 }
      : {
          ...{ name: 'p', summary: '-', executor: 'ramping-arrival-rate' },
          stages: Array.from({ length: 3 }, () => ({ targetRps: 1 + below(60), durationMs: 5_000 + below(5_000) })),
        },
    changes,
  );
  return { random, elements, branches, plan };
}

/** Journeys that take as long as they may, or answer at once, from when they are due. */
function performed({ random, elements, plan }: ReturnType<typeof madeOf>, slowness: 0 | 1) {
  return [...instantsMs(plan.arrival)].map((dueMs) => {
    let atMs = dueMs;
    let requests = 0;
    const pauses: [fromMs: number, toMs: number][] = [];
    performAll<AnyStep, object, string>(
      elements,
      {},
      {
        step: ({ timeLimitMs }) => {
          requests++;
          atMs += slowness * timeLimitMs;
          return undefined;
        },
        pause: (ms) => {
          pauses.push([atMs, atMs + ms]);
          atMs += ms;
        },
        chance: random,
      },
    );
    return { dueMs, endMs: atMs, requests, pauses };
  });
}

const maxAtOnce = (journeys: readonly { readonly dueMs: number; readonly endMs: number }[]): number => {
  // An end frees its VU for a start of the same instant.
  const changes = journeys.flatMap(({ dueMs, endMs }) => [[dueMs, 1] as const, [endMs, -1] as const]);
  changes.sort(([a, by], [b, other]) => a - b || by - other);
  let open = 0;
  return Math.max(...changes.map(([, by]) => (open += by)));
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, value) => total + value, 0);

it.each(Array.from({ length: 200 }, (_, seed) => seed))('seed %d', (seed) => {
  const made = madeOf(seed);
  const { plan, elements, branches } = made;
  const slow = performed(made, 1);
  expect(slow).toHaveLength(plan.scheduled);
  expect(sum(plan.stages.map(({ scheduled }) => scheduled))).toBe(plan.scheduled);
  if (!plan.virtualUsers.capped) expect(maxAtOnce(slow)).toBeLessThanOrEqual(plan.virtualUsers.count);
  const extent = plan.scenario.branches;
  if (extent !== undefined) {
    const longestMs = Math.max(...slow.map(({ dueMs, endMs }) => endMs - dueMs));
    expect(longestMs).toBeLessThanOrEqual(extent.limitMs + extent.pausesMs + 0.001);
    expect(Math.max(...slow.map(({ requests }) => requests))).toBeLessThanOrEqual(extent.maxRequests);
  }
  // Of a target that answers at once, the end of the load finds no journey that still pauses.
  const lastEndMs = Math.max(...performed(made, 0).map(({ endMs }) => endMs));
  expect(lastEndMs).toBeLessThanOrEqual(plan.durationMs + plan.gracefulStopMs);
  // Who pauses is not in flight.
  const windows = new Windows();
  for (const { dueMs, endMs, pauses } of slow) {
    windows.addStart(dueMs);
    for (const [fromMs, toMs] of pauses) windows.addPause(fromMs, toMs);
    windows.addEnd(endMs);
  }
  const openMs = sum(slow.map(({ dueMs, endMs, pauses }) => endMs - dueMs - sum(pauses.map(([a, b]) => b - a))));
  const meanMs = windows.widthMs * sum(meanInFlight(windows.list(), windows.widthMs));
  expect(Math.abs(meanMs - openMs)).toBeLessThanOrEqual(0.001 * Math.max(1, openMs));
  // Each branch is on one of the ways that are tried before a load.
  const tried = Array.from({ length: waysIn(elements) }, (_, way) => branchNames(elements, way)).flat();
  expect(new Set(tried)).toEqual(new Set(branches));
});
