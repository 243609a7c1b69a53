import type { CheckResult } from '../model/result.ts';
import { displayNames, groupsOf } from './group-path.ts';
import type { CountedCheck } from './summary-checks.ts';

/** Checks by their names, with as much of their groups as distinguishes them; k6 counts by group and name. */
export function nameChecks(checks: readonly CountedCheck[]): CheckResult[] {
  const names = displayNames(checks.map(({ group, name }) => [...groupsOf(group ?? ''), name]));
  return checks.map(({ passes, fails }, index) => ({ name: names[index] as string, passes, fails }));
}
