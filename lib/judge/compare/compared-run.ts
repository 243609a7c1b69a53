import { describeObjective } from '../../contract/objective.ts';
import { isPoisson } from '../../contract/poisson-arrivals.ts';
import type { ComparedResult, ComparedRun, Fingerprint } from '../../model/comparison.ts';
import type { RunPlan } from '../../model/plan.ts';
import type { RunResult } from '../../model/result.ts';
import type { Verdict } from '../../model/verdict.ts';

const blockMs = 10_000;

/** What of a run is compared and kept: no samples, no series. */
export function comparedRun(
  name: string,
  result: RunResult,
  { validity, objectives }: Pick<Verdict, 'validity' | 'objectives'>,
): ComparedRun {
  const {
    accounting,
    objectives: { results: objectiveResults },
    latency: { steps, requests, journeys },
    run: { startedAt },
    cost,
    series: { windows: series },
  } = result;
  const inBlocks = (counts: readonly number[], windowMs: number) =>
    counts.reduce<number[]>((blocks, count, index) => {
      const block = Math.floor((index * windowMs) / blockMs);
      blocks[block] = (blocks[block] ?? 0) + count;
      return blocks;
    }, []);
  return {
    ...{ name, startedAt, validity, objectives, objectiveResults },
    result: { accounting, latency: { requests, steps, journeys }, ...(cost && { cost }), ...functionsOf(result) },
    blocks: series && {
      blockMs,
      ended: inBlocks(series.ended, series.windowMs),
      requests: inBlocks(series.requests.n, series.windowMs),
      failed: inBlocks(series.requests.failed, series.windowMs),
    },
  };
}

/** The shares of a profile, of what the main thread needs for a journey. */
function functionsOf({ cost, signals }: RunResult): Pick<ComparedResult, 'functions'> {
  const mainMs = cost?.mainThreadMs ?? null;
  const { functions } = signals?.cpuProfile ?? {};
  if (mainMs === null || functions === undefined) return {};
  return {
    functions: functions.map(({ name, group, selfRatio, inclusiveRatio }) => ({
      ...{ name, group, selfMs: selfRatio * mainMs, inclusiveMs: inclusiveRatio * mainMs },
    })),
  };
}

/** What of a run's environment two runs must share. */
interface Surroundings {
  readonly host: {
    readonly cpuModel: string;
    readonly cpuCount: number;
    readonly memoryBytes: number;
    readonly os: string;
    readonly arch: string;
  };
  readonly versions: {
    readonly k6: string;
    readonly caseload: string;
    readonly node: string;
    readonly database: string | null;
  };
  readonly target: { readonly settings: Readonly<Record<string, unknown>> | null };
  /** How k6 was run; `local` where it does not say. */
  readonly generator?: string;
}

/** The load of a plan alone, for a comparison before anything is started. */
export function loadFingerprint(
  plan: Pick<
    RunPlan,
    | 'scenario'
    | 'profile'
    | 'arrival'
    | 'closed'
    | 'stages'
    | 'objectives'
    | 'warmUp'
    | 'virtualUsers'
    | 'record'
    | 'users'
  >,
): Pick<Fingerprint, 'scenario' | 'profile' | 'load' | 'objectives' | 'vus' | 'record' | 'users'> {
  const stages = plan.stages.map(({ fromRps, toRps, durationMs }) => `${fromRps}→${toRps} in ${durationMs / 1_000} s`);
  return {
    scenario: `${plan.scenario.name} (${plan.scenario.steps.map(({ name }) => name).join(', ')})`,
    profile: plan.profile.name,
    load: [
      ...(plan.warmUp ? [`warm-up ${plan.warmUp.rateRps} for ${plan.warmUp.durationMs / 1_000} s`] : []),
      ...stages,
      ...(isPoisson(plan.arrival) ? ['Poisson arrivals'] : []),
      ...(plan.closed ? [`${plan.profile.executor} ${JSON.stringify(plan.closed.k6)}`] : []),
    ].join(', '),
    objectives: plan.objectives.map(describeObjective).join(', '),
    vus: plan.virtualUsers.count,
    record: plan.record,
    users: plan.users === undefined ? 'none' : `${plan.users.name}, ${plan.users.mode}`,
  };
}

/** What a run must share with another to be compared (design: never the host's name). */
export function fingerprintOf(
  plan: Parameters<typeof loadFingerprint>[0],
  { host, versions, target, generator = 'local' }: Surroundings,
): Fingerprint {
  return {
    ...loadFingerprint(plan),
    cpuModel: host.cpuModel,
    cpuCount: host.cpuCount,
    memoryGiB: Math.round(host.memoryBytes / 2 ** 30),
    os: host.os,
    arch: host.arch,
    generator,
    k6: versions.k6,
    caseload: versions.caseload,
    node: versions.node,
    database: versions.database ?? '',
    settings: JSON.stringify(target.settings ?? {}),
  };
}
