import { join } from 'node:path';
import { renderers } from '../../../reports/formats/all.ts';
import { languageOf, languageOfEnvironment } from '../../../reports/languages/language.ts';
import { comparisonView } from '../../../reports/views/comparison.ts';
import { calibrationWarnings } from '../../app/calibration-warnings.ts';
import { openSides } from '../../app/gate-targets.ts';
import { type PairedRuns, runPairs } from '../../app/run-pairs.ts';
import { differencesOf } from '../../judge/compare/comparability.ts';
import { compareRuns } from '../../judge/compare/compare-runs.ts';
import { judgeGate } from '../../judge/verdict/gate-verdict.ts';
import type { Comparison } from '../../model/comparison.ts';
import type { Config } from '../../model/config.ts';
import { UsageError } from '../../model/errors.ts';
import type { ExitCode } from '../../model/exit-codes.ts';
import type { Verdict } from '../../model/verdict.ts';
import { parseCount, parseDurationMs } from '../../plan/parse-values.ts';
import { commitOf } from '../../run/target/git-checkout.ts';
import { looksOf, termsAt } from '../../steppers/looks.ts';
import { writeArtifact, writeJson } from '../../store/artifacts.ts';
import { listBaselines } from '../../store/baselines.ts';
import { readConfig } from '../../store/config.ts';
import { createFolder, utcStamp } from '../../store/run-folder.ts';
import { calibrationName, readCalibration } from '../../store/stored-comparison.ts';
import { type ComparisonWords, termsOf } from '../args/comparison-terms.ts';
import { planRun } from '../args/parse-run-args.ts';
import { repeatCommand } from '../args/repeat-command.ts';
import type { RunOptions } from '../args/run-options.ts';
import { tellGateGithub } from '../terminal/github-gate.ts';
import { abortOnSignal } from '../terminal/interrupt.ts';
import { tellComparison } from '../terminal/print-comparison.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { load } from './load.ts';

export interface GateOptions extends RunOptions, ComparisonWords {
  readonly baselinesDir: string;
  readonly against?: string;
  readonly knob?: readonly string[];
  readonly pairs?: string;
  readonly budget?: string;
}

const usualPairs = 12;
const mostPairs = 100;
const usualBudget = '30m';

/** `caseload gate`: is this target worse than that one? Runs of both by turns, until the answer is clear or the budget is spent. */
export async function gate(given: GateOptions, words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const config = await readConfig(process.cwd());
  const options = withConfig(given, config);
  const { against } = options;
  // Objectives alone, of one run.
  if (against === undefined) return load({ ...options, report: ['markdown', 'html', 'junit'] }, words, terminal);
  const baseline = await baselineOf(against, options.baselinesDir);
  if (baseline !== undefined)
    return load({ ...options, baseline, report: ['markdown', 'html', 'junit'] }, words, terminal);
  const calibration = readCalibration(calibrationName);
  const terms = termsOf(options);
  const pairs =
    options.pairs === undefined
      ? (calibration?.recommendedPairs ?? usualPairs)
      : parseCount(options.pairs, '--pairs', mostPairs);
  const budgetMs = parseDurationMs(options.budget ?? usualBudget, '--budget');
  const command = repeatCommand(words, process.env, 'npm run caseload -- gate');
  // What is wrong with the words is said before anything is built.
  const { plan } = await planRun(options, command);
  const signal = abortOnSignal(terminal);
  let made: string | undefined;
  // Not before there is something to write: a wrong word leaves nothing behind.
  const folder = () => {
    made ??= createFolder(options.runsDir, `${utcStamp(new Date())}-gate-${plan.scenario.name}-${plan.profile.name}`);
    return made;
  };
  const sides = await openSides({ options, against, config, folder, cwd: process.cwd(), signal, terminal });
  try {
    const looks = looksOf(pairs, terms.alpha);
    terminal.say(
      `gate: up to ${pairs} pairs of runs, looked at after ${looks.at.join(', ')}; no pair is begun after ${budgetMs / 60_000} min`,
    );
    const done = await runPairs({ options, command, sides, looks, terms, budgetMs, signal, terminal });
    const comparison = compareRuns(
      done.base,
      done.candidate,
      differencesOf(done.base.fingerprint, done.candidate.fingerprint).filter(
        ({ name }) => name !== 'settings of the target',
      ),
      termsAt(terms, looks, done.base.runs.length),
      options.strict,
    );
    for (const warning of calibrationWarnings(calibration, comparison, done.candidate.fingerprint))
      terminal.warn(warning);
    const told: Comparison = { ...comparison, alpha: terms.alpha };
    return conclude(told, done, folder(), options, terminal);
  } finally {
    terminal.endLive();
    await sides.close();
  }
}

const baselinePrefix = 'baseline:';

/** The baseline that `--against` names; undefined when it names something else. Throws a UsageError for a word that is a baseline and a commit. */
async function baselineOf(against: string, baselinesDir: string): Promise<string | undefined> {
  if (against.startsWith(baselinePrefix)) return against.slice(baselinePrefix.length);
  if (against === 'shop' || !listBaselines(baselinesDir).includes(against)) return undefined;
  if ((await commitOf(against, process.cwd())) === undefined) return against;
  throw new UsageError(`--against '${against}' is a baseline and a commit`, {
    hint: `say --against ${baselinePrefix}${against} (one run), or --against refs/heads/${against} (pairs of runs)`,
  });
}

function conclude(
  comparison: Comparison,
  done: PairedRuns,
  folder: string,
  options: GateOptions,
  terminal: Terminal,
): ExitCode {
  const verdict: Verdict = judgeGate(comparison, done.candidate.runs);
  const language = languageOf(options.lang ?? languageOfEnvironment(process.env));
  const document = comparisonView(comparison, language);
  writeJson(join(folder, 'comparison.json'), comparison);
  writeJson(join(folder, 'verdict.json'), verdict);
  writeArtifact(join(folder, 'report.md'), renderers.markdown(document));
  writeArtifact(join(folder, 'junit.xml'), renderers.junit(document));
  tellComparison(comparison, options, terminal);
  tellGateGithub(comparison, language, options.json ? undefined : terminal);
  terminal.say(
    `objectives of the candidate: ${verdict.objectives}; everything is in ${folder} (report.md, junit.xml, comparison.json, verdict.json)`,
  );
  return verdict.exitCode;
}

/** The configuration fills in what the command line leaves out. */
export function withConfig(given: GateOptions, { gate: own = {} }: Config): GateOptions {
  const filled = {
    ...given,
    ...(given.scenario === undefined && own.scenario !== undefined ? { scenario: own.scenario } : {}),
    ...(given.profile === undefined && own.profile !== undefined ? { profile: own.profile } : {}),
    ...(given.pairs === undefined && own.pairs !== undefined ? { pairs: String(own.pairs) } : {}),
    ...(given.budget === undefined && own.budget !== undefined ? { budget: own.budget } : {}),
    ...(given.alpha === undefined && own.alpha !== undefined ? { alpha: String(own.alpha) } : {}),
    ...(given.limit === undefined && own.limitPercent !== undefined ? { limit: `${own.limitPercent}%` } : {}),
  };
  if (filled.scenario === undefined) {
    throw new UsageError('--scenario is missing', {
      hint: 'name it, or say it in caseload.config.ts: gate: { scenario }',
    });
  }
  return filled;
}
