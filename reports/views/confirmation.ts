/** What limits a target, what a change was predicted to do about it, and what it did. */
import type { Confirmation } from '../../lib/model/confirmation.ts';
import {
  type Block,
  listBlock,
  number,
  type Section,
  section,
  sentence,
  type Table,
  tableSection,
  text,
} from '../document.ts';
import type { Language } from '../languages/language.ts';
import { noFigure } from '../languages/numbers.ts';
import { changeText } from './comparison-text.ts';
import { limitBlocks, limitLine } from './limit.ts';

export function confirmationAnswer(confirmation: Confirmation, language: Language): Block[] {
  const { labels, say } = language;
  const { diagnosis, prediction, outcome, measured } = confirmation;
  const texts = labels.confirmation;
  const [limit] = diagnosis === null ? [] : limitLine({ diagnosis }, language);
  const values = prediction && {
    ...prediction.change,
    ...changes('predicted', prediction, language),
    ...(measured && changes('measured', measured, language)),
  };
  return [
    { kind: 'answer', text: sentence(say(texts.outcomes[outcome], values ?? {})) },
    ...listBlock(
      [
        ...(limit === undefined ? [] : [limit]),
        ...(prediction === null || outcome === 'no-room'
          ? []
          : [say(texts.basis, { next: texts.next[prediction.nextLimit] })]),
        ...(measured === null ? [] : [say(texts.how, { confidence: measured.confidence })]),
      ].map(sentence),
    ),
  ];
}

/** Factors as percentages with their signs. */
function changes(
  name: string,
  { factor, low, high }: { readonly factor: number; readonly low: number; readonly high: number },
  language: Language,
): Record<string, string> {
  const of = (value: number) => changeText({ kind: 'p95', step: null, isPrimary: true }, value, language);
  return { [name]: of(factor), [`${name}Low`]: of(low), [`${name}High`]: of(high) };
}

export const confirmationSections = (confirmation: Confirmation, language: Language): Section[] => [
  ...tableSection(runsTable(confirmation, language), true),
  ...section(
    language.labels.sections.limit,
    limitBlocks({ diagnosis: confirmation.diagnosis ?? undefined, findings: [] }, language),
    { isBrief: true },
  ),
];

function runsTable({ runs, prediction }: Confirmation, language: Language): Table {
  const { labels } = language;
  const { columns, asItIs, none, unknown, title } = labels.confirmation;
  const limitOf = ({ limit }: Confirmation['runs'][number]) => {
    if (limit === null) return noFigure;
    if (limit.id === 'none') return none;
    if (limit.id === 'undetermined') return unknown;
    return language.limit({ ...limit, evidence: [] }).title;
  };
  return {
    title,
    columns: [
      ...[text(labels.columns.run), text(columns.setting, 1), number(columns.goodput)],
      ...[number('p95'), text(columns.limit)],
    ],
    rows: runs.map((run) => [
      run.name,
      run.isChanged && prediction !== null ? `${prediction.change.name}=${prediction.change.to}` : asItIs,
      run.goodputRps === null ? noFigure : language.number(run.goodputRps),
      run.p95Ms === null ? noFigure : language.ms(run.p95Ms),
      limitOf(run),
    ]),
  };
}

/** Rows of plain numbers, one for each run. */
export const confirmationRows = ({ runs, prediction }: Confirmation) => [
  ['run', 'setting', 'value', 'goodput_rps', 'p95_ms', 'limit', 'failures'],
  ...runs.map(({ name, isChanged, goodputRps, p95Ms, limit, failures }) => {
    const change = prediction?.change;
    const value = isChanged ? change?.to : change?.from;
    return [name, change?.name ?? '', value ?? '', goodputRps, p95Ms, limit?.id ?? '', failures.join(' ')];
  }),
];
