/** What a target does beyond its sustainable rate: in one sentence, then overload by overload. */
import type { Overload, OverloadStep } from '../../lib/model/overload.ts';
import { type Block, listBlock, number, type Section, sentence, type Table, tableSection, text } from '../document.ts';
import type { Language } from '../languages/language.ts';
import { noFigure } from '../languages/numbers.ts';

/** What it does, and whether it recovers. */
export function overloadAnswerBlocks(overload: Overload, language: Language): Block[] {
  const { labels, say } = language;
  const { capacityRps, behaviour, steps, isConsistent, isReferenceMet, hasDied, trials } = overload;
  const keptRatio = Math.min(1, ...steps.map((step) => step.keptRatio));
  const recoverySeconds = Math.max(0, ...steps.map((step) => step.recoverySeconds ?? 0));
  const texts = labels.overload;
  const isTried = steps.length > 0;
  const known = isTried ? say(texts.behaviour[behaviour], { capacityRps, keptRatio }) : texts.notTried;
  return [
    { kind: 'answer', text: sentence(hasDied ? texts.died : known) },
    ...listBlock([
      ...(isReferenceMet === false ? [say(texts.referenceMissed, { referenceRps: trials[0]?.rateRps ?? 0 })] : []),
      ...(behaviour !== 'metastable' && recoverySeconds > 0
        ? [say(texts.recovered, { recoveryMs: recoverySeconds * 1_000 })]
        : []),
      ...(isConsistent === false ? [texts.inconsistent] : isConsistent && isTried ? [texts.consistent] : []),
      ...(overload.arrivals === 'poisson' ? [labels.capacity.arrivals.poisson] : []),
      ...(isTried ? [texts.good] : []),
    ]),
  ];
}

export const overloadSections = (overload: Overload, language: Language): Section[] =>
  tableSection(stepsTable(overload, language), true);

function stepsTable({ steps }: Overload, language: Language): Table {
  const { labels, say } = language;
  const { columns } = labels.overload;
  const recoveryOf = ({ recoverySeconds, isRecovered }: OverloadStep) => {
    if (!isRecovered) return labels.overload.notRecovered;
    return recoverySeconds === null ? noFigure : language.duration(recoverySeconds * 1_000);
  };
  const afterOf = ({ isMetAfter, isRecovered, recoverySeconds }: OverloadStep) => {
    if (isMetAfter !== null) return labels.capacity.endings[isMetAfter ? 'met' : 'missed'];
    return isRecovered && recoverySeconds !== null ? labels.rows.unclear : noFigure;
  };
  return {
    title: labels.overload.title,
    columns: [
      ...[number(columns.factor), number(labels.columns.rate), number(columns.throughput, 1)],
      ...[number(columns.goodput), number(columns.kept), number(columns.recovery), text(columns.after)],
    ],
    rows: steps.map((step) => [
      say(labels.overload.times, { factor: step.factor }),
      language.number(step.rateRps),
      language.number(step.throughputRps),
      language.number(step.goodputRps),
      language.percent(step.keptRatio),
      recoveryOf(step),
      afterOf(step),
    ]),
  };
}

/** Rows of plain numbers, one for each overload. */
export const overloadRows = ({ steps }: Overload) => [
  ['factor', 'rate_rps', 'throughput_rps', 'goodput_rps', 'kept_ratio', 'recovery_s', 'is_recovered', 'is_met_after'],
  ...steps.map(
    ({ factor, rateRps, throughputRps, goodputRps, keptRatio, recoverySeconds, isRecovered, isMetAfter }) => [
      ...[factor, rateRps, throughputRps, goodputRps, keptRatio, recoverySeconds],
      ...[Number(isRecovered), isMetAfter === null ? null : Number(isMetAfter)],
    ],
  ),
];
