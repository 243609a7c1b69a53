import type { Profile } from '../contract/profile.ts';
import type { Scenario } from '../contract/scenario.ts';
import { planLoad } from '../plan/load-plan.ts';
import { fileOf, listNames, loadProfile, loadScenarioFile } from '../store/library.ts';
import { loadAll } from '../store/load-all.ts';

export interface Library {
  readonly scenarios: readonly Scenario[];
  readonly profiles: readonly (Profile & { readonly scheduled: number | null })[];
}

/** All scenarios, of files by their names, and all profiles; a broken file is one line of the troubles. */
export async function readLibrary(
  files = new Map(listNames('scenarios').map((name) => [name, fileOf('scenarios', name)])),
): Promise<{ readonly library: Library; readonly troubles: readonly string[] }> {
  const [scenarios, profiles] = await Promise.all([
    loadAll([...files.keys()], (name) => loadScenarioFile(files.get(name) as string, name)),
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
