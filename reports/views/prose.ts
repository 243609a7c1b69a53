/** The parts of a report that are read, not looked up: the same sentences in every format. */
import { reportableFindings } from '../../lib/judge/findings/all.ts';
import type { Finding, FindingStatus } from '../../lib/model/finding.ts';
import { type Block, sentence, type Tone } from '../document.ts';
import type { HypothesisProse } from '../languages/finding-prose.ts';
import type { Language } from '../languages/language.ts';
import type { ReportInput } from './report-input.ts';

/** The text of a finding; sentences with their full stops. */
interface FindingText {
  readonly id: string;
  readonly status: FindingStatus;
  readonly statusLabel: string;
  readonly what: string;
  readonly why: string;
  readonly advice: string;
}

/** What a reader has to know, the worst first. */
export const findingTexts = ({ findings }: ReportInput, language: Language): FindingText[] =>
  reportableFindings(findings).map((finding) => findingText(finding, language));

function findingText(finding: Finding, language: Language): FindingText {
  const { id, status } = finding;
  const { what, why, advice } = language.finding(finding);
  return { id, status, statusLabel: language.labels.status[status], what: sentence(what), why, advice };
}

const tones: Readonly<Record<FindingStatus, Tone>> = {
  invalid: 'bad',
  fail: 'bad',
  error: 'bad',
  suspect: 'warn',
  note: 'plain',
  pass: 'plain',
  'not-applicable': 'plain',
};

/** A finding each: what was found, what it means, and what to improve. */
export function findingBlocks(input: ReportInput, language: Language): Block[] {
  const { prose } = language.labels;
  // The sustainable rates have a separate section.
  const texts = findingTexts(input, language).filter(({ id }) => id !== 'sustainable-range');
  const blocks = texts.map(
    ({ id, status, statusLabel, what, why, advice }): Block => ({
      kind: 'entry',
      entry: {
        ...{ tag: statusLabel, tone: tones[status], title: id, text: what },
        points: [
          { label: prose.means, text: why, isBrief: false },
          { label: prose.advice, text: advice, isBrief: true },
        ],
      },
    }),
  );
  return blocks.length === 0 ? [{ kind: 'paragraph', text: prose.noFindings }] : blocks;
}

export const hypothesisTexts = ({ hypotheses }: ReportInput, language: Language): HypothesisProse[] =>
  hypotheses.map((hypothesis) => {
    const { title, supporting, opposing, experiment } = language.hypothesis(hypothesis);
    return {
      title: sentence(title),
      supporting: supporting.map(sentence),
      opposing: opposing.map(sentence),
      experiment: sentence(experiment),
    };
  });

/** What may limit the target, with the evidence for and against it, and how to find out. */
export function hypothesisBlocks(input: ReportInput, language: Language): Block[] {
  const { prose } = language.labels;
  const blocks = hypothesisTexts(input, language).map(({ title, supporting, opposing, experiment }): Block => {
    const against = opposing.length === 0 ? [`${prose.nothingAgainst}.`] : opposing;
    const points = [
      ...supporting.map((text) => ({ label: prose.speaksFor, text })),
      ...against.map((text) => ({ label: prose.speaksAgainst, text })),
      { label: prose.experiment, text: experiment },
    ].map((point) => ({ ...point, isBrief: false }));
    const tag = prose.hypothesis;
    return { kind: 'entry', entry: { tag, tone: 'plain', title: title.replace(/\.$/, ''), text: '', points } };
  });
  return blocks.length === 0 ? [{ kind: 'paragraph', text: noHypothesesText(input, language) }] : blocks;
}

/** A run that met its objectives shows no limit; any other without a hypothesis has too little to go by. */
const noHypothesesText = ({ verdict }: ReportInput, { labels }: Language): string =>
  verdict.objectives === 'PASS' ? labels.prose.noHypotheses : labels.prose.noData;

/** Which of the rates tried met the objectives. */
export function sustainableText(input: ReportInput, language: Language): string {
  const found = findingTexts(input, language).find(({ id }) => id === 'sustainable-range');
  const { unknownRange, unfinishedRange } = language.labels.prose;
  if (found === undefined) return input.result.run.ending.kind === 'completed' ? unknownRange : unfinishedRange;
  return [found.what, found.why, found.advice].filter((text) => text !== '').join(' ');
}

/** What this report cannot say. */
export function limits({ result }: ReportInput, language: Language): string[] {
  const { limits: texts } = language.labels.prose;
  const { run, provenance, latency, accounting, load } = result;
  return [
    ...(run.origin === 'foreign' ? [texts.foreign] : []),
    ...(provenance.source === 'summary' ? [texts.noSamples] : []),
    ...(latency.steps.length > 1 ? [texts.perStep] : []),
    ...((accounting.unfinished ?? 0) > 0 ? [texts.unfinished] : []),
    ...(load?.executor.endsWith('arrival-rate') && load.arrivals !== 'poisson' ? [texts.evenArrivals] : []),
    texts.oneRun,
  ];
}
