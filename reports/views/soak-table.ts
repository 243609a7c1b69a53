import { driftsOf, type SeriesDrift, wasCarried } from '../../lib/judge/drift.ts';
import { ownValue } from '../../lib/model/own-value.ts';
import type { RunResult } from '../../lib/model/result.ts';
import { number, type Table, text } from '../document.ts';
import { amountText, changeText } from '../languages/amounts.ts';
import type { Language } from '../languages/language.ts';
import { noFigure } from '../languages/numbers.ts';

/** What a soak showed of each of its series; no rows for another load. */
export function soakTable({ soak, accounting }: RunResult, language: Language): Table {
  const isCarried = wasCarried({ accounting });
  const { columns, sections } = language.labels;
  return {
    title: sections.soak,
    columns: [
      text(columns.series),
      number(columns.start),
      number(columns.end),
      number(columns.perHour),
      number(columns.trendInterval, 2),
      number(columns.p, 3),
      number(columns.visible, 1),
      text(columns.verdict),
    ],
    rows: soak === undefined ? [] : driftsOf(soak).map((drift) => rowOf(drift, isCarried, language)),
  };
}

function rowOf(drift: SeriesDrift, isCarried: boolean, language: Language): string[] {
  const { unit, p, visiblePerHour, stepAtMs } = drift;
  const { soak, rows } = language.labels;
  const change = (value: number) => changeText(value, unit, language);
  const verdict = drift.verdict === 'steady' && !isCarried ? noFigure : soak.verdicts[drift.verdict];
  const names: Readonly<Record<string, string>> = soak.series;
  return [
    ownValue(names, `${drift.source}.${drift.name}`) ?? drift.name,
    amountText(drift.start, unit, language),
    amountText(drift.end, unit, language),
    change(drift.perHour),
    language.say(rows.range, { low: change(drift.lowPerHour), high: change(drift.highPerHour) }),
    p === null ? noFigure : p < 0.001 ? '< 0.001' : p.toFixed(3),
    visiblePerHour === null ? noFigure : change(visiblePerHour),
    stepAtMs === null ? verdict : `${verdict} (${language.duration(stepAtMs)})`,
  ];
}
