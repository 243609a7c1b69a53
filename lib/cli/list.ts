import { exitCodes } from '../contract/exit-codes.ts';
import { planStages, shapeOf } from '../plan/load-shape.ts';
import { listNames, loadProfile, loadScenario } from '../run/library.ts';
import type { Terminal } from './terminal.ts';

/** `caseload list`: one line for each scenario and profile. */
export async function list(options: { json?: boolean }, terminal: Terminal) {
  const scenarios = await Promise.all(listNames('scenarios').map(loadScenario));
  const profiles = await Promise.all(listNames('profiles').map(loadProfile));
  const journeys = profiles.map((profile) =>
    planStages(shapeOf(profile, {})).reduce((sum, stage) => sum + stage.scheduled, 0),
  );
  if (options.json) {
    const document = {
      scenarios: scenarios.map(({ name, summary, steps, fixtures }) => ({
        name,
        summary,
        steps: steps.map((step) => step.name),
        fixtures: fixtures?.name ?? null,
      })),
      profiles: profiles.map((profile, index) => ({ ...profile, scheduled: journeys[index] })),
    };
    terminal.out(`${JSON.stringify(document, null, 2)}\n`);
    return exitCodes.pass;
  }
  const width = Math.max(...[...scenarios, ...profiles].map(({ name }) => name.length));
  const line = (name: string, text: string) => `  ${name.padEnd(width)}  ${text}`;
  terminal.out(
    [
      'Scenarios (--scenario)',
      ...scenarios.map(({ name, summary }) => line(name, summary)),
      '',
      'Profiles (--profile)',
      ...profiles.map(({ name, summary }, index) =>
        line(name, `${summary}; ${(journeys[index] ?? 0).toLocaleString('en')} journeys`),
      ),
      '',
    ].join('\n'),
  );
  return exitCodes.pass;
}
