import type { JourneyCostKind } from '../contract/objective.ts';
import type { JourneyCost } from '../model/journey-cost.ts';
import type { RunResult } from '../model/result.ts';
import { signalSources } from '../model/signal.ts';
import { type CountedWindow, ratioError } from '../stats/ratio-error.ts';
import { type Measured, nothingMeasured } from './figures.ts';

type Costed = Pick<RunResult, 'signals' | 'accounting' | 'load' | 'series'>;

const maxUnfinished = 0.1;

/** undefined of a run of whose target nothing is known, or in which hardly any journey ended. */
export function journeyCost(result: Costed): JourneyCost | undefined {
  const { signals, accounting, load } = result;
  const warmUp = load?.warmUp ? Math.round((load.warmUp.rateRps * load.warmUp.durationMs) / 1_000) : 0;
  const journeys = (accounting.started ?? 0) + warmUp;
  // Those that never ended cost less than a journey does.
  const isOverloaded = (accounting.unfinished ?? 0) > maxUnfinished * journeys;
  if (signals === undefined || journeys === 0 || isOverloaded) return undefined;
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
    mainThreadMs: perJourneyMs(main ?? null),
    databaseCpuMs: perJourneyMs(secondsOf(signalSources.targetProcesses, 'database.cpu')),
    statements: statementsOf(result, journeys),
  };
  return cost.targetCpuMs === null && cost.statements === null ? undefined : cost;
}

function statementsOf(result: Costed, journeys: number): JourneyCost['statements'] {
  const costs = result.signals?.database?.costs ?? [];
  if (costs.length === 0) return null;
  const sum = (name: 'calls' | 'rows' | 'blocks' | 'walBytes') =>
    costs.reduce((total, cost) => total + cost[name], 0) / journeys;
  const windows = countedWindows(result);
  return {
    perJourney: sum('calls'),
    standardError: ratioError(windows) ?? null,
    windows: windows.length,
    rows: sum('rows'),
    blocks: sum('blocks'),
    walBytes: sum('walBytes'),
    byText: costs.map(({ text, calls, totalMs }) => ({ text, perJourney: calls / journeys, ms: totalMs / journeys })),
  };
}

/** Statements and the journeys that ended, in each window of which both are known. */
function countedWindows({ signals, series: { windows } }: Costed): CountedWindow[] {
  const { databaseStatements: source } = signalSources;
  const rates = signals?.series.find((one) => one.source === source)?.values ?? [];
  if (windows === null) return [];
  return rates.flatMap((rate, index) => {
    const of = windows.ended[index] ?? 0;
    return rate === null || (rate === 0 && of === 0) ? [] : [{ count: (rate * windows.windowMs) / 1_000, of }];
  });
}

/** What an objective asks of it. */
export function measureCost(of: JourneyCostKind, cost: JourneyCost | undefined): Measured {
  if (cost === undefined) return nothingMeasured;
  const values = {
    statements: cost.statements?.perJourney ?? null,
    'target-cpu': cost.targetCpuMs,
    'database-cpu': cost.databaseCpuMs,
  };
  return values[of] === null ? nothingMeasured : { value: values[of], n: cost.journeys, interval: null };
}
