import type { RunResult } from '../../lib/model/result.ts';
import { number, type Table, text } from '../document.ts';
import type { Language } from '../languages/language.ts';

/** What became of the scheduled journeys. */
export function accountingTable(result: RunResult, language: Language): Table {
  const { columns, sections, accounting: names } = language.labels;
  return {
    title: sections.journeys,
    columns: [text(''), number(columns.journeys), number(columns.ofScheduled), text(columns.meaning)],
    rows: accountingRows(result, language)
      .filter(({ name, count }) => count !== null || (isClosed(result) && name === names.scheduled))
      .map(({ name, count, meaning }) => [
        name,
        language.count(count),
        language.share(count, result.accounting.scheduled),
        meaning,
      ]),
  };
}

/** A load without a schedule. */
const isClosed = ({ load }: RunResult): boolean => load !== null && load.scheduled === null;

/** One line of the account; null for what is not known. */
interface AccountingRow {
  readonly name: string;
  readonly count: number | null;
  readonly meaning: string;
}

function accountingRows(result: RunResult, language: Language): AccountingRow[] {
  const { accounting: names } = language.labels;
  const { scheduled, started, ok, failed, unfinished, dropped } = result.accounting;
  const finished = ok === null || failed === null ? null : ok + failed;
  const planned = {
    name: names.scheduled,
    count: scheduled,
    meaning: isClosed(result) ? names.closedMeaning : names.scheduledMeaning,
  };
  if (result.provenance.source === 'none') return [planned];
  return [
    planned,
    { name: names.started, count: started, meaning: '' },
    { name: names.dropped, count: dropped, meaning: droppedMeaning(result, language) },
    ...neverStartedRow(result, language),
    { name: names.unfinished, count: unfinished, meaning: names.unfinishedMeaning },
    { name: names.finished, count: finished, meaning: names.finishedMeaning },
    { name: names.failed, count: failed, meaning: names.failedMeaning },
    { name: names.succeeded, count: ok, meaning: names.succeededMeaning },
    ...missingRow(result, language),
  ];
}

function droppedMeaning({ accounting: { dropped, droppedByTarget } }: RunResult, { labels, say }: Language): string {
  if (dropped === null || droppedByTarget === null) return labels.accounting.droppedMeaning;
  const reasons = [
    { count: droppedByTarget, byTarget: true },
    { count: dropped - droppedByTarget, byTarget: false },
  ].filter(({ count }) => count > 0);
  return reasons.length === 0 ? labels.accounting.droppedMeaning : say(labels.accounting.droppedBecause, { reasons });
}

/** Journeys that the attempts of the first step leave over. */
function neverStartedRow({ accounting, latency: { steps } }: RunResult, { labels, say }: Language): AccountingRow[] {
  const { missing, basis, started } = accounting;
  if (basis !== 'derived' || started === null || missing === null || missing <= 0) return [];
  const meaning = say(labels.accounting.neverStartedMeaning, { step: steps[0]?.name ?? '' });
  return [{ name: labels.accounting.neverStarted, count: missing, meaning }];
}

function missingRow({ accounting, run: { ending } }: RunResult, { labels }: Language): AccountingRow[] {
  const { missing: count, basis } = accounting;
  if (basis === 'derived' || count === null || count === 0) return [];
  const { missing, missingMeaning, neverDue, neverDueMeaning } = labels.accounting;
  return ending.kind === 'completed'
    ? [{ name: missing, count, meaning: missingMeaning }]
    : [{ name: neverDue, count, meaning: neverDueMeaning }];
}
