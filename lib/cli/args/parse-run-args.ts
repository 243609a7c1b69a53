import { createHash, randomBytes } from 'node:crypto';
import { toolVersion } from '../../app/tool-version.ts';
import type { Objective } from '../../contract/objective.ts';
import type { Profile } from '../../contract/profile.ts';
import type { Scenario } from '../../contract/scenario.ts';
import type { Config } from '../../model/config.ts';
import { UsageError } from '../../model/errors.ts';
import type { RunPlan, TargetPlan } from '../../model/plan.ts';
import { makePlan, type RunWords } from '../../plan/make-plan.ts';
import { parseHeaders } from '../../plan/parse-headers.ts';
import { parseObjective } from '../../plan/parse-objective.ts';
import { parseCount, parseDurationMs, parseRateRps, parseScale, parseStages } from '../../plan/parse-values.ts';
import { checkTargetUrl } from '../../plan/target-url.ts';
import { readUsers, type UserRow } from '../../run/users/users-file.ts';
import { objectivesOfConfig, readConfig } from '../../store/config.ts';
import { fileOf, knownName, listNames, loadProfile, loadScenario } from '../../store/library.ts';
import type { RunOptions } from './run-options.ts';

/** A run as decided: the plan, and what must not be stored in it. */
export interface PlannedRun {
  readonly plan: RunPlan;
  readonly scenario: Scenario;
  readonly scenarioFile: string;
  /** Values may be secrets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Test users of the user's own. */
  readonly ownRows: readonly UserRow[] | undefined;
}

const mostVus = 100_000;

/** What the words of the command line replace as a whole. */
export const customProfile: Profile = {
  name: 'custom',
  summary: 'the load of the command line',
  executor: 'constant-arrival-rate',
  rateRps: 1,
  durationMs: 1_000,
};

/** Plans a run from its words. Every mistake in them is a UsageError; nothing is started, written or sent. */
export async function planRun(options: RunOptions, command: string): Promise<PlannedRun> {
  const scenarioName = knownName('scenarios', options.scenario);
  const scenarioFile = fileOf('scenarios', scenarioName);
  const [scenario, profile, config] = await Promise.all([
    loadScenario(scenarioName),
    profileOf(options),
    readConfig(process.cwd()),
  ]);
  const headers = parseHeaders(options.header);
  const target = parseTarget(options, Object.keys(headers));
  const ownRows =
    isFile(options.users) && scenario.users ? readUsers(options.users, scenario.users.provides) : undefined;
  const words: RunWords = {
    shape: {
      ...(options.stages === undefined ? {} : { stages: parseStages(options.stages) }),
      ...(options.rate === undefined ? {} : { rateRps: parseRateRps(options.rate, '--rate') }),
      ...(options.duration === undefined ? {} : { durationMs: parsePositiveMs(options.duration, '--duration') }),
      ...(options.scale === undefined ? {} : { scale: parseScale(options.scale) }),
      ...(options.startRate === undefined ? {} : { startRps: parseRateRps(options.startRate, '--start-rate', true) }),
      ...(options.warmup === undefined ? {} : { warmUpMs: parseDurationMs(options.warmup, '--warmup') }),
    },
    ...(options.vus === undefined ? {} : { vus: parseCount(options.vus, '--vus', mostVus) }),
    ...(options.maxVus === undefined ? {} : { maxVus: parseCount(options.maxVus, '--max-vus', mostVus) }),
    users: usersWords(options.users, ownRows),
    record: options.record ?? 'samples',
    objectives: await objectivesOf(config, scenario, options.objective ?? []),
    abortOnFail: options.abortOnFail ?? false,
    target,
    mayBeHuge: options.yes ?? false,
  };
  const plan = makePlan(scenario, profile, words, { runId: newRunId(), toolVersion, command });
  return { plan, scenario, scenarioFile, headers, ownRows };
}

/** The objectives of the configuration, then those of the command line: the later of two about the same holds. */
async function objectivesOf(config: Config, scenario: Scenario, options: readonly string[]): Promise<Objective[]> {
  const steps = scenario.steps.map((step) => step.name);
  return [...(await objectivesOfConfig(config, scenario)), ...options.map((one) => parseObjective(one, steps))];
}

/** The profile by its name; none is needed where the words give the whole shape. */
async function profileOf({ profile, stages, rate, duration }: RunOptions): Promise<Profile> {
  const isWhole = stages !== undefined || (rate !== undefined && duration !== undefined);
  if (profile === undefined && isWhole) return customProfile;
  if (profile === undefined && (rate !== undefined || duration !== undefined)) {
    const [given, missing] = rate === undefined ? ['--duration', '--rate 10'] : ['--rate', '--duration 1m'];
    throw new UsageError(`${given} alone is no load`, {
      hint: `add ${missing}, or name the profile that it changes: ${listNames('profiles').join(', ')}`,
    });
  }
  return loadProfile(knownName('profiles', profile));
}

/** Short, sortable by time, unlikely to meet itself: part of every e-mail address that a run makes. */
export function newRunId(): string {
  return `${Math.floor(Date.now() / 1_000).toString(36)}${createHash('sha256').update(randomBytes(16)).digest('hex').slice(0, 4)}`;
}

const isFile = (users: string | undefined): users is string =>
  users !== undefined && users !== 'per-vu' && users !== 'per-journey';

function usersWords(word: string | undefined, ownRows: readonly UserRow[] | undefined): RunWords['users'] {
  if (isFile(word))
    return { mode: 'file', file: word, rows: ownRows?.length ?? 0, duplicates: duplicatesOf(ownRows ?? []) };
  return { mode: word === 'per-journey' ? 'per-journey' : 'per-vu' };
}

/** Rows that are the same as one before. */
const duplicatesOf = (rows: readonly UserRow[]): number =>
  rows.length - new Set(rows.map((row) => JSON.stringify(row))).size;

function parsePositiveMs(word: string, what: string): number {
  const durationMs = parseDurationMs(word, what);
  if (durationMs === 0)
    throw new UsageError(`${what} is ${word}: the load would take no time`, { hint: 'write it like 30s or 5m' });
  return durationMs;
}

/** Where the load goes, by `--target`, `--header`, `--insecure` and `--allow-host`. */
export function parseTarget(
  options: Pick<RunOptions, 'target' | 'allowHost' | 'insecure'>,
  headerNames: readonly string[],
): TargetPlan {
  if (options.target === undefined) {
    if (options.allowHost !== undefined)
      throw new UsageError('--allow-host was given without --target', {
        hint: 'name the service: --target https://host',
      });
    return { kind: 'shop' };
  }
  const url = URL.canParse(options.target) ? new URL(options.target) : undefined;
  const parsed = url && {
    protocol: url.protocol,
    hostname: url.hostname,
    hasCredentials: url.username !== '' || url.password !== '',
    hasQuery: url.search !== '' || url.hash !== '',
  };
  return {
    kind: 'url',
    url: checkTargetUrl(options.target, parsed, options.allowHost),
    headerNames,
    insecure: options.insecure ?? false,
  };
}
