import { UsageError } from '../model/errors.ts';
import type { UsersPlan } from '../model/plan.ts';
import type { UsersSpec } from '../model/run-request.ts';
import type { PlanParts } from './plan-parts.ts';

/** The prepared users of a run, undefined for a scenario without any; throws a UsageError for too few of them. */
export function planUsers(
  { scenario, ownUsers }: PlanParts,
  users: UsersSpec,
  vus: number,
  journeys: number | null,
): UsersPlan | undefined {
  if (scenario.users === undefined) {
    if (users.mode !== 'per-vu')
      throw new UsageError(`scenario '${scenario.name}' has no prepared users, but --users was given`, {
        hint: 'leave out --users',
      });
    return undefined;
  }
  const { name, provides } = scenario.users;
  if (users.mode !== 'file')
    return { name, provides, mode: users.mode, count: usersNeeded(users.mode, vus, journeys), duplicates: 0 };
  const { count, duplicates } = ownUsers ?? { count: 0, duplicates: 0 };
  if (count < vus) {
    throw new UsageError(
      `${users.file} has ${count} users, but the plan has ${vus} VUs and each needs a different one`,
      { hint: `add users, or run with --vus ${count}` },
    );
  }
  return { name, provides, mode: 'file', count, file: users.file, duplicates };
}

function usersNeeded(mode: 'per-vu' | 'per-journey', vus: number, journeys: number | null): number {
  if (mode === 'per-vu') return vus;
  if (journeys !== null) return journeys;
  throw new UsageError('--users per-journey was given, but the number of journeys of a closed load is not known', {
    hint: 'use --users per-vu, or a profile of arrivals or iterations',
  });
}
