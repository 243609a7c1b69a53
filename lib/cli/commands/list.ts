import { HarnessError } from '../../model/errors.ts';
import { exitCodes } from '../../model/exit-codes.ts';
import { printable } from '../../model/printable.ts';
import { planStages, shapeOf } from '../../plan/load-shape.ts';
import { listNames, loadProfile, loadScenario } from '../../store/library.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** `caseload list`: one line for each scenario and profile. */
export async function list(options: { json?: boolean }, terminal: Terminal) {
  const trouble: string[] = [];
  const scenarios = await loadAll(listNames('scenarios'), loadScenario, trouble);
  const profiles = await loadAll(listNames('profiles'), loadProfile, trouble);
  // A file that is broken hides none of the others.
  for (const line of trouble) terminal.warn(printable(line));
  const exitCode = trouble.length === 0 ? exitCodes.pass : exitCodes.usage;
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
    return exitCode;
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
  return exitCode;
}

async function loadAll<Item>(
  names: readonly string[],
  load: (name: string) => Promise<Item>,
  trouble: string[],
): Promise<Item[]> {
  const loaded = await Promise.allSettled(names.map(load));
  return loaded.flatMap((one) => {
    if (one.status === 'fulfilled') return [one.value];
    if (!(one.reason instanceof HarnessError)) throw one.reason;
    trouble.push(`${one.reason.message}${one.reason.hint === undefined ? '' : `: ${one.reason.hint}`}`);
    return [];
  });
}
