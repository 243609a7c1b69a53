import { join } from 'node:path';
import type { Profile } from '../../contract/profile.ts';
import type { Scenario } from '../../contract/scenario.ts';
import { exitCodes } from '../../model/exit-codes.ts';
import { printable } from '../../model/printable.ts';
import { planStages, shapeOf } from '../../plan/load-shape.ts';
import { listNames, loadProfile, loadScenarioFile, projectFolder } from '../../store/library.ts';
import { loadAll } from '../../store/load-all.ts';
import type { Terminal } from '../terminal/terminal.ts';

interface Library {
  readonly scenarios: readonly Scenario[];
  readonly profiles: readonly (Profile & { readonly scheduled: number })[];
}

/** `caseload list`: one line for each scenario and profile; a broken file is a line of its own and exit 2. */
export async function list(options: { json?: boolean }, terminal: Terminal, folder = projectFolder) {
  const [scenarios, profiles] = await Promise.all([
    loadAll(listNames('scenarios', folder), (name) => loadScenarioFile(join(folder, 'scenarios', `${name}.ts`), name)),
    loadAll(listNames('profiles'), loadProfile),
  ]);
  const troubles = [...scenarios.troubles, ...profiles.troubles];
  for (const line of troubles) terminal.warn(printable(line));
  const library = { scenarios: scenarios.items, profiles: profiles.items.map(withScheduled) };
  terminal.out(options.json ? `${JSON.stringify(documentOf(library), null, 2)}\n` : textOf(library));
  return troubles.length === 0 ? exitCodes.pass : exitCodes.usage;
}

const withScheduled = (profile: Profile) => ({
  ...profile,
  scheduled: planStages(shapeOf(profile, {})).reduce((sum, stage) => sum + stage.scheduled, 0),
});

const documentOf = ({ scenarios, profiles }: Library) => ({
  scenarios: scenarios.map(({ name, summary, steps, users }) => ({
    name,
    summary,
    steps: steps.map((step) => step.name),
    users: users?.name ?? null,
  })),
  profiles,
});

function textOf({ scenarios, profiles }: Library): string {
  const width = Math.max(...[...scenarios, ...profiles].map(({ name }) => name.length));
  const line = (name: string, text: string) => `  ${name.padEnd(width)}  ${text}`;
  return [
    'Scenarios (--scenario)',
    ...scenarios.map(({ name, summary }) => line(name, printable(summary))),
    '',
    'Profiles (--profile)',
    ...profiles.map(({ name, summary, scheduled }) =>
      line(name, `${summary}; ${scheduled.toLocaleString('en')} journeys`),
    ),
    '',
  ].join('\n');
}
