/** What a journey costs the target: statements, rows and blocks of the database, CPU time. */
import { type JourneyCost, journeyCost } from '../../lib/judge/journey-cost.ts';
import { type Block, number, sentence, type Table, tableBlock, text } from '../document.ts';
import type { Language } from '../languages/language.ts';
import type { ReportInput } from './report-input.ts';

const shownStatements = 10;
/** A statement of a poll or of the start of the service is no journey's. */
const minCalls = 0.01;

export function journeyCostBlocks({ result }: ReportInput, language: Language): Block[] {
  const cost = journeyCost(result);
  if (cost === undefined) return [];
  const { journeyCost: labels } = language.labels;
  const { database } = cost;
  const summary = language.say(labels.summary, {
    targetCpuMs: cost.targetCpuMs,
    databaseCpuMs: cost.databaseCpuMs,
    statements: database?.statements ?? null,
    rows: database?.rows ?? 0,
    blocks: database?.blocks ?? 0,
    walBytes: database?.walBytes ?? 0,
    journeys: cost.journeys,
  });
  return [
    { kind: 'paragraph', text: sentence(summary) },
    ...(database === null ? [] : tableBlock(statementsTable(database, language))),
  ];
}

function statementsTable({ byStatement }: NonNullable<JourneyCost['database']>, language: Language): Table {
  const { journeyCost: labels } = language.labels;
  return {
    title: '',
    columns: [number(labels.calls), number(labels.time), text(labels.statement)],
    rows: byStatement
      .filter(({ calls }) => calls >= minCalls)
      .slice(0, shownStatements)
      .map(({ text: statement, calls, ms }) => [language.number(calls), language.ms(ms), statement]),
  };
}
