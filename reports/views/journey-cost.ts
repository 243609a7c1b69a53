/** What a journey costs the target: statements, rows and blocks of the database, CPU time. */
import type { JourneyCost } from '../../lib/model/journey-cost.ts';
import { type Block, number, sentence, type Table, tableBlock, text } from '../document.ts';
import type { Language } from '../languages/language.ts';
import type { ReportInput } from './report-input.ts';

const shownStatements = 10;
/** A statement of a poll or of the start of the service is no journey's. */
const minCalls = 0.01;

export function journeyCostBlocks({ result: { cost, load } }: ReportInput, language: Language): Block[] {
  if (cost === undefined) return [];
  const { journeyCost: labels } = language.labels;
  const { statements } = cost;
  const summary = language.say(labels.summary, {
    targetCpuMs: cost.targetCpuMs,
    databaseCpuMs: cost.databaseCpuMs,
    statements: statements?.perJourney ?? null,
    rows: statements?.rows ?? 0,
    blocks: statements?.blocks ?? 0,
    walBytes: statements?.walBytes ?? 0,
    journeys: cost.journeys,
    hasWarmUp: load?.warmUp != null,
  });
  return [
    { kind: 'paragraph', text: sentence(summary) },
    ...(statements === null ? [] : tableBlock(statementsTable(statements, language))),
  ];
}

function statementsTable({ byText }: NonNullable<JourneyCost['statements']>, language: Language): Table {
  const { journeyCost: labels } = language.labels;
  return {
    title: '',
    columns: [number(labels.calls), number(labels.time), text(labels.statement)],
    rows: byText
      .filter(({ perJourney }) => perJourney >= minCalls)
      .slice(0, shownStatements)
      .map(({ text: statement, perJourney, ms }) => [language.number(perJourney), language.ms(ms), statement]),
  };
}
