import { createHash, randomBytes } from 'node:crypto';
import type { Profile } from '../contract/profile.ts';
import type { Scenario } from '../contract/scenario.ts';
import type { RunPlan } from '../model/plan.ts';
import type { RunRequest, UsersSpec } from '../model/run-request.ts';
import type { TargetSpec } from '../model/target-spec.ts';
import { makePlan } from '../plan/make-plan.ts';
import { readData } from '../run/data/data-files.ts';
import { readUsers, type UserRow } from '../run/users/users-file.ts';
import { objectivesOfConfig, readConfig } from '../store/config.ts';
import { fileOf, loadProfile, loadScenario } from '../store/library.ts';
import { toolVersion } from './tool-version.ts';

/** A run as decided: the plan, and what must not be stored in it. */
export interface PlannedRun {
  readonly plan: RunPlan;
  readonly scenario: Scenario;
  readonly scenarioFile: string;
  /** Values may be secrets. */
  readonly headers: Readonly<Record<string, string>>;
  readonly target: TargetSpec;
  /** The users from the user's file. */
  readonly ownRows: readonly UserRow[] | undefined;
}

/** The load of a request that names no profile. */
export const customProfile: Profile = {
  name: 'custom',
  summary: 'the load of the command line',
  executor: 'constant-arrival-rate',
  rateRps: 1,
  durationMs: 1_000,
};

/** The profile of that name, or the one that is all of a request's own. */
export const profileNamed = async (name: string | undefined): Promise<Profile> =>
  name === undefined ? customProfile : loadProfile(name);

/** Request → plan. Every mistake in the request is a UsageError; nothing is started, written or sent. */
export async function planRun(request: RunRequest, command: string): Promise<PlannedRun> {
  const sources = await readScenarioAndProfile(request);
  return planOf(sources, request, command);
}

/** What a plan is made of besides the request. */
export type PlanSources = Awaited<ReturnType<typeof readScenarioAndProfile>>;

/** Reads the scenario, the profile, the configuration and the user's own users. */
export async function readScenarioAndProfile({ scenario: name, load, users }: RunRequest) {
  const scenarioFile = fileOf('scenarios', name);
  const [scenario, profile, config] = await Promise.all([loadScenario(name), profileNamed(load.profile), readConfig()]);
  const projectObjectives = await objectivesOfConfig(config, scenario);
  const data = readData(scenario, scenarioFile);
  return { scenarioFile, scenario, profile, projectObjectives, data, ownRows: ownRowsOf(users, scenario) };
}

/** The plan of a request; its files are not read again. */
export function planOf(sources: PlanSources, request: RunRequest, command: string): PlannedRun {
  const { scenarioFile, scenario, profile, projectObjectives, data, ownRows } = sources;
  const ownUsers = ownRows && { count: ownRows.length, duplicates: duplicatesOf(ownRows) };
  const plan = makePlan(
    request,
    { scenario, profile, projectObjectives, data, ...(ownUsers && { ownUsers }) },
    { runId: newRunId(), toolVersion, command },
  );
  const { target } = request;
  return { plan, scenario, scenarioFile, target, headers: target.headers, ownRows };
}

/** The same run again: only its id is its own. */
export const repeated = (planned: PlannedRun): PlannedRun => ({
  ...planned,
  plan: { ...planned.plan, runId: newRunId() },
});

const ownRowsOf = (users: UsersSpec, scenario: Scenario): readonly UserRow[] | undefined =>
  users.mode === 'file' && scenario.users ? readUsers(users.file, scenario.users.provides) : undefined;

/** Rows that are the same as one before. */
const duplicatesOf = (rows: readonly UserRow[]): number =>
  rows.length - new Set(rows.map((row) => JSON.stringify(row))).size;

/** Short, sortable by time, unlikely to meet itself: part of every e-mail address that a run makes. */
export function newRunId(): string {
  const chance = createHash('sha256').update(randomBytes(16)).digest('hex').slice(0, 4);
  return `${Math.floor(Date.now() / 1_000).toString(36)}${chance}`;
}
