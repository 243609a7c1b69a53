import type { RunResult } from '../../lib/model/result.ts';

/**
 * What a report is called: scenario × profile, or the file of a foreign run; what was changed of the profile, and the
 * user's remark.
 */
export function titleOf({ run: { scenario, profile, changes, note }, provenance: { inputs } }: RunResult): {
  name: string;
  subtitle: string;
} {
  const names = [scenario, profile].filter((name) => name !== null);
  return {
    name: names.length > 0 ? names.join(' × ') : (inputs[0]?.name ?? 'k6'),
    subtitle: [...(changes.length > 0 ? [changes.join(' ')] : []), ...(note ? [note] : [])].join(' – '),
  };
}
