import type { RunResult } from '../model/result.ts';
import { signalSources } from '../model/signal.ts';
import { type CountedWindow, ratioError } from '../stats/ratio-error.ts';

/** What a journey costs the target, whatever else the machine does: counts, and CPU time. null is not known. */
export interface JourneyCost {
  /** Journeys that started, those of the warm-up included: what the rest is divided by. */
  readonly journeys: number;
  readonly targetCpuMs: number | null;
  readonly databaseCpuMs: number | null;
  /** null without pg_stat_statements. */
  readonly database: DatabaseCost | null;
}

interface DatabaseCost {
  readonly statements: number;
  /** Of `statements`, by its spread over windows of time; null where they are too few. */
  readonly standardError: number | null;
  readonly windows: number;
  readonly rows: number;
  readonly blocks: number;
  readonly walBytes: number;
  /** The dearest first, each per journey. */
  readonly byStatement: readonly { readonly text: string; readonly calls: number; readonly ms: number }[];
}

/** undefined of a run of whose target nothing is known, or in which no journey started. */
export function journeyCost(result: RunResult): JourneyCost | undefined {
  const { signals, accounting, load } = result;
  const warmUp = load?.warmUp ? Math.round((load.warmUp.rateRps * load.warmUp.durationMs) / 1_000) : 0;
  const journeys = (accounting.started ?? 0) + warmUp;
  if (signals === undefined || journeys === 0) return undefined;
  /** Seconds in all windows together. */
  const secondsOf = (source: string, channel: string): number | null => {
    const series = signals.series.find((one) => one.source === source && one.channel === channel);
    const values = series?.values.filter((value) => value !== null) ?? [];
    return values.length === 0 ? null : (values.reduce((sum, value) => sum + value, 0) * signals.windowMs) / 1_000;
  };
  const perJourneyMs = (seconds: number | null) => (seconds === null ? null : (1_000 * seconds) / journeys);
  const [main, others] = ['main', 'others'].map((channel) => secondsOf(signalSources.targetThreads, channel));
  const cost: JourneyCost = {
    journeys,
    targetCpuMs: perJourneyMs(main == null || others == null ? null : main + others),
    databaseCpuMs: perJourneyMs(secondsOf(signalSources.targetProcesses, 'database.cpu')),
    database: databaseCost(signals.database?.costs ?? [], journeys, statementWindows(result)),
  };
  return cost.targetCpuMs === null && cost.database === null ? undefined : cost;
}

function databaseCost(
  costs: NonNullable<NonNullable<RunResult['signals']>['database']>['costs'],
  journeys: number,
  windows: readonly CountedWindow[],
): DatabaseCost | null {
  if (costs.length === 0) return null;
  const sum = (name: 'calls' | 'rows' | 'blocks' | 'walBytes') =>
    costs.reduce((total, cost) => total + cost[name], 0) / journeys;
  return {
    statements: sum('calls'),
    standardError: ratioError(windows) ?? null,
    windows: windows.length,
    rows: sum('rows'),
    blocks: sum('blocks'),
    walBytes: sum('walBytes'),
    byStatement: costs.map(({ text, calls, totalMs }) => ({ text, calls: calls / journeys, ms: totalMs / journeys })),
  };
}

/** Statements and the journeys that ended, in each window of which both are known. */
function statementWindows({ signals, series: { windows } }: RunResult): CountedWindow[] {
  const { databaseStatements: source } = signalSources;
  const rates = signals?.series.find((one) => one.source === source)?.values ?? [];
  if (windows === null) return [];
  return rates.flatMap((rate, index) => {
    const of = windows.ended[index] ?? 0;
    return rate === null || (rate === 0 && of === 0) ? [] : [{ count: (rate * windows.windowMs) / 1_000, of }];
  });
}
