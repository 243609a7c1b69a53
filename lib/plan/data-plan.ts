import { waysIn } from '../contract/ways.ts';
import { UsageError } from '../model/errors.ts';
import type { RunPlan } from '../model/plan.ts';
import type { PlanParts } from './plan-parts.ts';

/**
 * The data of a run; undefined for a scenario without any. Throws a UsageError where a source has too few rows to give
 * each journey its own.
 * @param journeys of the load; 0 where each way is only tried, null where they are not known
 */
export function planData(
  { scenario, data = [] }: Pick<PlanParts, 'scenario' | 'data'>,
  journeys: number | null,
): RunPlan['data'] {
  const provided: readonly string[] = scenario.users?.provides ?? [];
  const shared = Object.keys(scenario.data ?? {}).find((key) => provided.includes(key));
  if (shared !== undefined) {
    throw new UsageError(`'${shared}' of scenario '${scenario.name}' comes from its prepared users and from its data`, {
      hint: 'keep one of the two',
    });
  }
  for (const { order, rows, file = 'a list' } of data) {
    if (order !== 'unique') continue;
    const hint = "use the order 'in-order' or 'random'";
    if (journeys === null) {
      throw new UsageError(
        `${file} gives each journey a row of its own, but a closed load has any number of journeys`,
        {
          hint: `${hint}, or a profile of arrivals or iterations`,
        },
      );
    }
    // The pre-check has a journey on each way.
    const ways = waysIn(scenario.elements ?? []);
    const needed = journeys + ways;
    if (rows >= needed) continue;
    const forWays = `add rows (${ways === 1 ? 'one is' : `${ways} are`} for the pre-check), or ${hint}`;
    throw new UsageError(
      `${file} has ${counted(rows)}, but ${needed} are needed: one for each ${journeys > 0 ? 'journey' : 'way'}`,
      { hint: journeys > 0 ? forWays : hint },
    );
  }
  return data.length === 0 ? undefined : data;
}

const counted = (rows: number): string => (rows === 1 ? '1 row' : `${rows} rows`);
