/** The parts of a report that are read, not looked up: the same sentences in every format. */

import { reportableFindings } from '../../lib/judge/findings/all.ts';
import type { FindingStatus } from '../../lib/model/finding.ts';
import type { HypothesisWords, Language } from '../languages/language.ts';
import type { ReportInput } from './report-input.ts';

/** A finding as a paragraph; sentences with their full stops. */
export interface FindingParagraph {
  readonly id: string;
  readonly status: FindingStatus;
  readonly statusWord: string;
  readonly what: string;
  readonly why: string;
  readonly advice: string;
}

const sentence = (text: string): string => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`);

/** What a reader has to know, the worst first. */
export function findingParagraphs({ findings }: ReportInput, language: Language): FindingParagraph[] {
  return reportableFindings(findings).map((finding) => {
    const { what, why, advice } = language.finding(finding);
    return {
      id: finding.id,
      status: finding.status,
      statusWord: language.labels.status[finding.status],
      what: sentence(what),
      why,
      advice,
    };
  });
}

/** What it means: findings that speak of the measurement or the target, each with why it matters. */
export const interpretation = (input: ReportInput, language: Language): string[] =>
  findingParagraphs(input, language)
    .filter(({ id }) => id !== 'sustainable-range' && id !== 'same-host')
    .map(({ what, why }) => `${what} ${why}`);

export const hypothesisWords = ({ hypotheses }: ReportInput, language: Language): HypothesisWords[] =>
  hypotheses.map((hypothesis) => {
    const words = language.hypothesis(hypothesis);
    return {
      title: sentence(words.title),
      supporting: words.supporting.map(sentence),
      opposing: words.opposing.map(sentence),
      experiment: sentence(language.say(language.labels.prose.experiment, { text: words.experiment })),
    };
  });

/** What stands where no hypothesis does: a run that met its objectives shows no limit, one without any says nothing. */
export const noHypothesesText = (
  {
    result: {
      objectives: { results: objectives },
    },
  }: ReportInput,
  { labels }: Language,
): string =>
  objectives.length > 0 && objectives.every(({ status }) => status === 'PASS')
    ? labels.prose.noHypotheses
    : labels.prose.noData;

/** Which of the rates tried held. */
export function sustainable(input: ReportInput, language: Language): string[] {
  const told = findingParagraphs(input, language).find(({ id }) => id === 'sustainable-range');
  return told ? [told.what, told.why, told.advice] : [language.labels.prose.unknownRange];
}

/** What could be improved: the advice of the findings, each once. */
export const improvements = (input: ReportInput, language: Language): string[] => [
  ...new Set(findingParagraphs(input, language).flatMap(({ advice }) => (advice === '' ? [] : [advice]))),
];

/** What this report cannot say. */
export function limits({ result }: ReportInput, language: Language): string[] {
  const { limits: words } = language.labels.prose;
  const {
    run: { origin },
    provenance: { source },
    latency: { steps },
    accounting,
    load,
  } = result;
  return [
    ...(origin === 'foreign' ? [words.foreign] : []),
    ...(source === 'summary' ? [words.noSamples] : []),
    ...(steps.length > 1 ? [words.perStep] : []),
    ...((accounting.unfinished ?? 0) > 0 ? [words.timeouts] : []),
    ...(load?.executor.endsWith('arrival-rate') ? [words.evenArrivals] : []),
    words.oneRun,
  ];
}
