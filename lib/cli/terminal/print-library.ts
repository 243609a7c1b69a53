import type { Library } from '../../app/read-library.ts';
import { printable } from '../../model/printable.ts';

/** The library as `caseload list --json` writes it. */
export const libraryDocument = ({ scenarios, profiles }: Library) => ({
  scenarios: scenarios.map(({ name, summary, steps, users }) => ({
    name,
    summary,
    steps: steps.map((step) => step.name),
    users: users?.name ?? null,
  })),
  profiles,
});

/** The library, one line for each scenario and profile. */
export function describeLibrary({ scenarios, profiles }: Library): string {
  const width = Math.max(...[...scenarios, ...profiles].map(({ name }) => name.length));
  const line = (name: string, text: string) => `  ${name.padEnd(width)}  ${text}`;
  return [
    'Scenarios (--scenario)',
    ...scenarios.map(({ name, summary }) => line(name, printable(summary))),
    '',
    'Profiles (--profile)',
    ...profiles.map(({ name, summary, scheduled }) =>
      line(name, scheduled === null ? summary : `${summary}; ${scheduled.toLocaleString('en')} journeys`),
    ),
    '',
  ].join('\n');
}
