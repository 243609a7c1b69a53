import { signalSources } from '../../model/signal.ts';
import type { StatementCost } from '../probes/database-probe.ts';
import { withoutValues } from '../probes/sessions.ts';
import { askRepeatedly } from './ask-repeatedly.ts';
import { defineCollector } from './collector.ts';

/** The dearest by time, and as many of those that are called most: the rest is one row. */
const keptCosts = 40;
const others = '…';

/** Statements of the target's database: how many so far, and in the end what each has cost (pg_stat_statements). */
export default defineCollector({
  id: signalSources.databaseStatements,
  channels: { calls: 'count' },
  appliesTo: ({ probes }) => (typeof probes.database === 'string' ? probes.database : true),
  start: (sink, signal, { probes: { database }, statementsBefore = [], everyMs = 1_000 }, { record }) => {
    if (typeof database === 'string') return undefined;
    askRepeatedly(signal, everyMs, async () => {
      const askedMs = Date.now();
      const calls = await database.calls();
      // Nearer to when they were counted than either end.
      sink({ calls }, (askedMs + Date.now()) / 2);
    });
    return async () => {
      const costs = costsBetween(statementsBefore, (await database.statements()) ?? []);
      if (costs.length > 0) record({ costs });
    };
  },
});

const figures = ['calls', 'totalMs', 'rows', 'blocks', 'walBytes'] as const;

function costsBetween(before: readonly StatementCost[], after: readonly StatementCost[]): StatementCost[] {
  const known = new Map(before.map((cost) => [cost.id, cost]));
  const costs = after
    .map((cost) => {
      const old = known.get(cost.id);
      const since = Object.fromEntries(figures.map((name) => [name, cost[name] - (old?.[name] ?? 0)]));
      return { ...cost, ...since, text: withoutValues(cost.text) };
    })
    .filter(({ calls }) => calls > 0);
  const top = (name: 'totalMs' | 'calls') => [...costs].sort((a, b) => b[name] - a[name]).slice(0, keptCosts);
  const kept = new Set([...top('totalMs'), ...top('calls')]);
  const rest = costs.filter((cost) => !kept.has(cost));
  const byTime = [...kept].sort((a, b) => b.totalMs - a.totalMs);
  return rest.length === 0 ? byTime : [...byTime, sumOf(rest)];
}

function sumOf(costs: readonly StatementCost[]): StatementCost {
  const sums = figures.map((name) => [name, costs.reduce((sum, cost) => sum + cost[name], 0)]);
  return { id: others, text: others, ...(Object.fromEntries(sums) as Omit<StatementCost, 'id' | 'text'>) };
}
