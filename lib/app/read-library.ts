import { join } from 'node:path';
import type { Profile } from '../contract/profile.ts';
import type { Scenario } from '../contract/scenario.ts';
import { planLoad } from '../plan/load-plan.ts';
import { fileOf, listNames, loadProfile, loadScenarioFile } from '../store/library.ts';
import { loadAll } from '../store/load-all.ts';

export interface Library {
  readonly scenarios: readonly Scenario[];
  readonly profiles: readonly (Profile & { readonly scheduled: number | null })[];
}

/** All scenarios and profiles; a broken file is one line of the troubles. */
export async function readLibrary(
  folder?: string,
): Promise<{ readonly library: Library; readonly troubles: readonly string[] }> {
  const [scenarios, profiles] = await Promise.all([
    loadAll(listNames('scenarios', folder === undefined ? undefined : [join(folder, 'scenarios')]), (name) =>
      loadScenarioFile(
        folder === undefined ? fileOf('scenarios', name) : join(folder, 'scenarios', `${name}.ts`),
        name,
      ),
    ),
    loadAll(listNames('profiles'), loadProfile),
  ]);
  return {
    library: { scenarios: scenarios.items, profiles: profiles.items.map(withScheduled) },
    troubles: [...scenarios.troubles, ...profiles.troubles],
  };
}

const withScheduled = (profile: Profile) => ({
  ...profile,
  scheduled: planLoad(profile, {}).scheduled,
});
