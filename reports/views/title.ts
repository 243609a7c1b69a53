import type { RunResult } from '../../lib/model/result.ts';

/** What a report is called: scenario × profile, or the file of a foreign run; and what was changed of the profile. */
export function titleOf({ run: { scenario, profile, changes }, provenance: { inputs } }: RunResult): {
  name: string;
  changes: string;
} {
  const names = [scenario, profile].filter((name) => name !== null);
  return { name: names.length > 0 ? names.join(' × ') : (inputs[0]?.name ?? 'k6'), changes: changes.join(' ') };
}
