import { describe, expect, it } from 'vitest';
import {
  choose,
  defineScenario,
  defineStep,
  get,
  repeat,
  type Scenario,
  type ScenarioElement,
  think,
} from '../../lib/contract/scenario.ts';
import { planOf } from '../plan-of.ts';
import { usageErrorOf } from '../usage-error.ts';

const step = (name: string) => defineStep({ name, request: () => get(`/${name}`), expect: { status: [200] } });
const [look, buy] = [step('look'), step('buy')];
const scenarioOf = (...steps: readonly ScenarioElement[]): Scenario =>
  defineScenario({ name: 'own', summary: '-', steps: steps as never, objectives: [] });
const load = {
  name: 'steady',
  summary: '-',
  executor: 'constant-arrival-rate' as const,
  rateRps: 10,
  durationMs: 60_000,
};

describe('the plan of a journey with branches', () => {
  it('warns of a load that is shorter than the pauses of a journey', () => {
    const warningsOf = (durationMs: number) =>
      planOf(
        scenarioOf(look, think('2s'), buy, think('3s..8s'), look),
        { ...load, durationMs },
        {},
        { runId: 'r', toolVersion: '0', command: '' },
      ).warnings;
    expect(warningsOf(9_000)).toEqual([
      'the pauses of a journey may take 10 s, the load only 9 s: ' +
        'later steps are then performed after it, at no steady rate',
    ]);
    expect(warningsOf(10_000)).toEqual([]);
  });

  it('has VUs for its longest way, and the requests of its likely one', () => {
    const scenario = scenarioOf(
      look,
      think('2s'),
      choose({ leave: { weight: 75, steps: [] }, buy: { weight: 25, steps: [repeat(2, [buy, think('1s')])] } }),
    );
    const plan = planOf(scenario, load, {}, { runId: 'r', toolVersion: '0', command: '' });
    expect(plan.scenario).toMatchObject({
      isList: false,
      branches: {
        outline: 'look → (pause of 2 s) → [leave 75 % | buy 25 %: 2 × [buy → (pause of 1 s)]]',
        limitMs: 15_000,
        pausesMs: 4_000,
        requests: 1.5,
        maxRequests: 3,
      },
    });
    expect(plan).toMatchObject({ scheduled: 600, scheduledRequests: 900, gracefulStopMs: 34_000 });
    // 1.5 × 10/s × 19 s
    expect(plan.virtualUsers.wanted).toBe(285);
  });

  it('knows a step that comes twice between pauses', () => {
    const plan = planOf(scenarioOf(look, think('1s'), buy, think('1s'), look), load);
    expect(plan.scenario).toMatchObject({
      isList: false,
      steps: [{ name: 'look' }, { name: 'buy' }],
      branches: { outline: 'look → (pause of 1 s) → buy → (pause of 1 s) → look', requests: 3, pausesMs: 2_000 },
    });
  });

  it('of steps alone is what it was', () => {
    const plan = planOf(scenarioOf(look, buy), load);
    expect(plan.scenario).toEqual({ name: 'own', steps: expect.any(Array), isList: true });
    expect(plan.virtualUsers.wanted).toBe(150);
    expect(plan.gracefulStopMs).toBe(30_000);
  });

  it.each<[string, () => ScenarioElement, string]>([
    ['a weight of nothing', () => choose({ a: { weight: 0, steps: [look] } }), "choose: 'a' has the weight 0"],
    ['nothing to choose from', () => choose({}), 'choose({}) has nothing to choose from'],
    ['half a time', () => repeat(1.5, [look]), 'repeats no whole number of times'],
    ['a backward range', () => repeat([3, 1], [look]), 'repeats no whole number of times'],
    ['two steps of one name', () => repeat(1, [step('look'), step('look')]), "has two steps named 'look'"],
  ])('with %s is refused', (_what, element, message) => {
    expect(usageErrorOf(() => planOf(scenarioOf(element()), load))).toContain(message);
  });

  it('whose branches do not all provide what comes later is refused', () => {
    const giving = { ...step('giving'), provides: { key: 'field' } };
    const needing = { ...step('needing'), needs: ['key'] };
    const ways = (...steps: ScenarioElement[]) =>
      ({
        choose: [
          { name: 'a', weight: 1, steps: [giving] },
          { name: 'b', weight: 1, steps },
        ],
      }) as ScenarioElement;
    expect(usageErrorOf(() => planOf(scenarioOf(ways(look), needing as never), load))).toContain("needs 'key'");
    const maybe = { repeat: [giving], times: { from: 0, to: 2 } } as ScenarioElement;
    expect(usageErrorOf(() => planOf(scenarioOf(maybe, needing as never), load))).toContain("needs 'key'");
    expect(planOf(scenarioOf(ways(giving), needing as never), load).scenario.steps).toHaveLength(2);
  });
});
