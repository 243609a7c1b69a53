import { conclude } from '../../lib/app/evaluate-run.ts';
import { planRun } from '../../lib/cli/args/parse-run-args.ts';
import type { RunOptions } from '../../lib/cli/args/run-options.ts';
import { tellReport } from '../../lib/cli/terminal/print-report.ts';
import type { Terminal } from '../../lib/cli/terminal/terminal.ts';
import type { RunFacts } from '../../lib/model/run-facts.ts';
import { writeJson } from '../../lib/store/artifacts.ts';
import { createRunFolder, pointLatestAt, type RunFolder } from '../../lib/store/run-folder.ts';

/** What the run stage says of a run whose target could not be reached. */
const notStarted: RunFacts = {
  schemaVersion: 1,
  ending: { kind: 'not-started', detail: 'nobody listens', k6ExitCode: null },
  startedAtMs: Date.UTC(2026, 0, 1),
  durationMs: 0,
  parts: [],
  collectors: [],
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
  pointLatestAt(folder);
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
