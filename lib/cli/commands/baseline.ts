import { existsSync } from 'node:fs';
import { readBaseline, setOfRuns } from '../../app/run-sets.ts';
import type { Baseline } from '../../model/comparison.ts';
import { UsageError } from '../../model/errors.ts';
import { type ExitCode, exitCodes } from '../../model/exit-codes.ts';
import { baselineFile, listBaselines, removeBaseline, writeBaseline } from '../../store/baselines.ts';
import type { Terminal } from '../terminal/terminal.ts';

interface BaselineOptions {
  readonly runsDir: string;
  readonly baselinesDir: string;
  readonly append?: boolean;
  readonly json?: boolean;
}

/** Runs above which one more may be judged against a baseline: see compare-metric.ts. */
const enoughRuns = 10;

/** `caseload baseline set`: gives a run, or several, a name, and keeps what a comparison needs in a file that can be committed. */
export async function setBaseline(
  name: string,
  words: readonly string[],
  { runsDir, baselinesDir, append }: BaselineOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const file = baselineFile(name, baselinesDir);
  const added = await setOfRuns(name, words.length === 0 ? ['latest'] : words, runsDir);
  const earlier = append && existsSync(file) ? readBaseline(name, baselinesDir) : undefined;
  if (earlier !== undefined && earlier.fingerprint.load !== added.fingerprint.load) {
    throw new UsageError(
      `baseline '${name}' is of another load: ${earlier.fingerprint.scenario}, ${earlier.fingerprint.profile}`,
      {
        hint: 'leave --append out to replace it, or give another name',
      },
    );
  }
  const known = new Set(earlier?.runs.map((run) => run.name));
  const fresh = added.runs.filter((run) => !known.has(run.name));
  const runs = [...(earlier?.runs ?? []), ...fresh];
  writeBaseline({ ...added, runs }, baselinesDir);
  terminal.out(`${file}\n`);
  terminal.say(
    `baseline '${name}': ${countOf(runs.length)}${append ? ` (${fresh.length} new)` : ''} of ${added.fingerprint.scenario} × ${added.fingerprint.profile}`,
  );
  if (runs.length < enoughRuns) {
    terminal.say(
      `one more run can be judged against it from ${enoughRuns} runs on; add them with --append, or compare builds in pairs: caseload gate --against <commit>`,
    );
  }
  const doubtful = fresh.filter(({ validity, objectives }) => validity === 'SUSPECT' || objectives === 'FAIL');
  for (const run of doubtful) terminal.warn(`${run.name} is ${run.validity} and its objectives ${run.objectives}`);
  return exitCodes.pass;
}

const countOf = (runs: number): string => (runs === 1 ? '1 run' : `${runs} runs`);

/** `caseload baseline list`: a line for each. */
export async function listAllBaselines({ baselinesDir, json }: BaselineOptions, terminal: Terminal): Promise<ExitCode> {
  const baselines = listBaselines(baselinesDir).map((name) => readBaseline(name, baselinesDir));
  if (json) terminal.out(`${JSON.stringify(baselines.map(shortly), null, 2)}\n`);
  else if (baselines.length === 0)
    terminal.out(`no baselines in ${baselinesDir}; make one with: caseload baseline set main latest\n`);
  else terminal.out(baselines.map((one) => `${lineOf(one)}\n`).join(''));
  return exitCodes.pass;
}

const shortly = ({ name, fingerprint, runs }: Baseline) => ({
  name,
  scenario: fingerprint.scenario,
  profile: fingerprint.profile,
  runs: runs.map((run) => run.name),
});

const lineOf = ({ name, fingerprint, runs }: Baseline): string =>
  `${name}  ${fingerprint.scenario} × ${fingerprint.profile}  ${countOf(runs.length)}, ${runs.at(-1)?.startedAt?.slice(0, 10) ?? '—'}`;

/** `caseload baseline show`: its runs and the conditions in which they were made. */
export async function showBaseline(
  name: string,
  { baselinesDir, json }: BaselineOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const baseline = readBaseline(name, baselinesDir);
  if (json) {
    terminal.out(`${JSON.stringify(baseline, null, 2)}\n`);
    return exitCodes.pass;
  }
  const ms = (value: number | null | undefined) => (value == null ? '—' : `${value.toFixed(1)} ms`);
  const rows = baseline.runs.map(
    ({
      name: run,
      validity,
      objectives,
      result: {
        latency: { journeys: journeyLatency },
        accounting,
      },
    }) =>
      `  ${run}  ${validity} ${objectives}  p50 ${ms(journeyLatency?.p50Ms)}  p95 ${ms(journeyLatency?.p95Ms)}  ${accounting.ok ?? '—'} of ${accounting.scheduled ?? '—'}`,
  );
  const conditions = Object.entries(baseline.fingerprint).map(([key, value]) => `  ${key.padEnd(10)}  ${value}`);
  terminal.out([lineOf(baseline), '', 'whole journeys', ...rows, '', 'conditions', ...conditions, ''].join('\n'));
  return exitCodes.pass;
}

/** `caseload baseline rm`: forgets it; its runs stay. */
export async function removeBaselines(
  names: readonly string[],
  { baselinesDir }: BaselineOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  for (const name of names) {
    removeBaseline(name, baselinesDir);
    terminal.say(`baseline '${name}' is gone`);
  }
  return exitCodes.pass;
}
