import { spawn } from 'node:child_process';
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import renderHtml from '../../../reports/formats/html.ts';
import { languageOf, languageOfEnvironment } from '../../../reports/languages/language.ts';
import { runView } from '../../../reports/views/run.ts';
import { readRun } from '../../app/read-run.ts';
import { readBaseline } from '../../app/run-sets.ts';
import { UsageError } from '../../model/errors.ts';
import { type ExitCode, exitCodes } from '../../model/exit-codes.ts';
import type { LanguageCode } from '../../model/finding.ts';
import { printable } from '../../model/printable.ts';
import { parseCount, parseDurationMs } from '../../plan/parse-values.ts';
import { findOnPath } from '../../run/engine/find-on-path.ts';
import { fileError } from '../../store/artifacts.ts';
import { listBaselines } from '../../store/baselines.ts';
import { findRun, keptRuns, listRuns } from '../../store/find-run.ts';
import { runFolderAt } from '../../store/run-folder.ts';
import { type RunLine, runLine } from '../terminal/run-line.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { report } from './report.ts';

interface RunsOptions {
  readonly runsDir: string;
  readonly json?: boolean;
  readonly lang?: LanguageCode;
}

/** `caseload runs`: a line for each run, the newest first. */
export async function listAll({ runsDir, json }: RunsOptions, terminal: Terminal): Promise<ExitCode> {
  const lines = listRuns(runsDir).map((name) => runLine(join(runsDir, name)));
  if (json) terminal.out(`${JSON.stringify(lines, null, 2)}\n`);
  else if (lines.length === 0)
    terminal.out(`no runs in ${runsDir}; make one with: caseload load --scenario order-only --profile case3\n`);
  else terminal.out(table(lines));
  return exitCodes.pass;
}

function table(lines: readonly RunLine[]): string {
  const header = ['run', 'validity', 'objectives', 'exit', 'journeys that succeeded'];
  const rows = [
    header,
    ...lines.map(({ name, validity, objectives, exitCode, journeys }) => [
      printable(name),
      validity,
      objectives,
      `${exitCode ?? '—'}`,
      journeys,
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** `caseload runs show`: the report of one run, as `caseload report` tells it; ends with 0, since it judges nothing anew. */
export const showRun = (run: string, options: RunsOptions, terminal: Terminal): Promise<ExitCode> =>
  report({ ...options, run, format: 'terminal', output: '-', exitZero: true }, terminal);

/** `caseload runs open`: the HTML report of a run in the browser; made anew where there is none. */
export async function openRun(run: string, { runsDir, lang }: RunsOptions, terminal: Terminal): Promise<ExitCode> {
  const folder = findRun(run, runsDir);
  const file = join(folder.path, 'report.html');
  if (!existsSync(file) || lang !== undefined) {
    const html = renderHtml(
      runView(await readRun(folder, false), languageOf(lang ?? languageOfEnvironment(process.env))),
    );
    try {
      writeFileSync(file, html);
    } catch (error) {
      throw fileError(`cannot write ${file}`, file, error);
    }
  }
  terminal.out(`${file}\n`);
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const hasDisplay = process.platform === 'darwin' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (hasDisplay && findOnPath(opener, process.env) !== undefined) {
    spawn(opener, [file], { detached: true, stdio: 'ignore' }).unref();
  } else terminal.say('there is no browser to open it with here: open the file above');
  return exitCodes.pass;
}

interface PruneOptions extends RunsOptions {
  readonly baselinesDir: string;
  readonly keep?: string;
  readonly olderThan?: string;
  readonly dryRun?: boolean;
}

/** `caseload runs prune`: removes all but the newest runs, or those of some age; never the latest, and never one that a baseline is made of. */
export async function pruneRuns(options: PruneOptions, terminal: Terminal): Promise<ExitCode> {
  const { runsDir, baselinesDir, keep, olderThan, dryRun } = options;
  if (keep === undefined && olderThan === undefined) {
    throw new UsageError('what is to go is not said', {
      hint: 'add --keep 20 (the newest 20 stay), or --older-than 168h',
    });
  }
  const newest = keep === undefined ? 0 : parseCount(keep, '--keep', 1_000_000);
  const beforeMs =
    olderThan === undefined ? Number.POSITIVE_INFINITY : Date.now() - parseDurationMs(olderThan, '--older-than');
  const baselines = listBaselines(baselinesDir).map((name) => readBaseline(name, baselinesDir));
  const kept = keptRuns(
    runsDir,
    baselines.flatMap(({ runs }) => runs.map(({ name }) => name)),
  );
  const names = listRuns(runsDir)
    .slice(newest)
    .filter((name) => !kept.has(name) && statSync(join(runsDir, name)).mtimeMs < beforeMs);
  for (const name of names) {
    const { path } = runFolderAt(join(runsDir, name));
    terminal.out(`${dryRun ? 'would remove' : 'removed'} ${path}\n`);
    if (dryRun) continue;
    try {
      rmSync(path, { recursive: true, force: true });
    } catch (error) {
      throw fileError(`cannot remove ${path}`, path, error);
    }
  }
  const all = listRuns(runsDir);
  const stay = [...kept].filter((name) => all.includes(name));
  const runs = names.length === 1 ? '1 run' : `${names.length} runs`;
  terminal.say(
    `${runs} ${dryRun ? 'would go' : names.length === 1 ? 'is gone' : 'are gone'}${stay.length === 0 ? '' : `; always kept: ${stay.join(', ')}`}`,
  );
  return exitCodes.pass;
}
