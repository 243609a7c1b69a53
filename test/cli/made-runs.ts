import { conclude } from '../../lib/cli/conclude.ts';
import { planRun } from '../../lib/cli/parse-run-words.ts';
import type { RunOptions } from '../../lib/cli/run-options.ts';
import { tellReport } from '../../lib/cli/tell-report.ts';
import type { Terminal } from '../../lib/cli/terminal.ts';
import type { RunFacts } from '../../lib/contract/run-facts.ts';
import { writeJson } from '../../lib/run/artifacts.ts';
import { createRunFolder, type RunFolder } from '../../lib/run/run-folder.ts';

/** What the run stage says of a run whose target could not be reached. */
const notStarted: RunFacts = {
  schemaVersion: 1,
  ending: { kind: 'not-started', detail: 'nobody listens', k6ExitCode: null },
  startedAtMs: Date.UTC(2026, 0, 1),
  durationMs: 0,
  integrity: null,
  integrityTrouble: null,
  sameHost: false,
  cores: 2,
};

/** A run folder with nothing but its plan, as a caseload that was killed leaves it; `latest` points at it. */
export async function begunRun(runsDir: string, name: string): Promise<RunFolder> {
  const { plan } = await planRun({ ...noWords, scenario: 'e2e', profile: 'smoke', runsDir }, 'npm run load -- -s e2e');
  const folder = createRunFolder(runsDir, name);
  writeJson(folder.plan, plan);
  return folder;
}

/** A run folder of a run that came to nothing, with all that `caseload load` writes then. */
export async function madeRun(
  runsDir: string,
  name: string,
  options: Pick<RunOptions, 'json' | 'lang' | 'report'> = {},
  terminal?: Terminal,
): Promise<RunFolder> {
  const folder = await begunRun(runsDir, name);
  const { plan } = await planRun({ ...noWords, scenario: 'e2e', profile: 'smoke', runsDir }, 'npm run load -- -s e2e');
  writeJson(folder.facts, notStarted);
  tellReport(await conclude(plan, folder, notStarted, undefined), folder, options, terminal);
  return folder;
}

const noWords: Pick<RunOptions, 'header' | 'out' | 'k6Arg' | 'record'> = {
  header: [],
  out: [],
  k6Arg: [],
  record: 'samples',
};
