/** What limits the target: the sentence, what it rests on, what to do, and what was not read. */
import { ownValue } from '../../lib/model/own-value.ts';
import { type Block, listBlock, sentence } from '../document.ts';
import type { Language } from '../languages/language.ts';
import { reworded } from '../languages/rewording.ts';
import type { ReportInput } from './report-input.ts';

/** In one sentence, for the top of a report; none where nothing is known or nothing was under stress. */
export function limitLine({ diagnosis }: Pick<ReportInput, 'diagnosis'>, language: Language): string[] {
  if (diagnosis === undefined || diagnosis.verdict === 'none' || diagnosis.verdict === 'undetermined') return [];
  const { title } = language.limit({ id: diagnosis.verdict, ...diagnosis });
  const { fromRps, step } = diagnosis;
  const { line, hidden } = language.labels.limit;
  return [language.say(diagnosis.verdict === 'noisy-host' ? hidden : line, { title, fromRps, step })];
}

export function limitBlocks(
  { diagnosis, findings }: Pick<ReportInput, 'diagnosis' | 'findings'>,
  language: Language,
): Block[] {
  if (diagnosis === undefined) return [];
  const { limit: labels } = language.labels;
  const missing = missingLines(diagnosis.missing, language);
  if (diagnosis.verdict === 'none') return [{ kind: 'paragraph', text: labels.none }, ...listBlock(missing)];
  const also = diagnosis.runnersUp.map(({ id, evidence }) => {
    const prose = language.limit({ id, evidence });
    return [prose.title, ...prose.evidence.slice(0, 1)].join(': ');
  });
  const alsoPoints = also.map((text) => ({ label: labels.also, text: sentence(text), isBrief: false }));
  if (diagnosis.verdict === 'undetermined') {
    if (alsoPoints.length === 0) {
      return [{ kind: 'paragraph', text: sentence(labels.undetermined) }, ...listBlock(missing)];
    }
    const entry = { tag: labels.tag, tone: 'plain' as const, title: labels.undetermined, text: '', points: alsoPoints };
    return [{ kind: 'entry', entry }, ...listBlock(missing)];
  }
  const { title, evidence, advice } = language.limit({ id: diagnosis.verdict, ...diagnosis });
  const points = [
    ...evidence.map((text) => ({ label: labels.evidence, text: sentence(text), isBrief: true })),
    { label: labels.advice, text: advice, isBrief: true },
    ...alsoPoints,
  ];
  const text = language.say(labels.confidence[diagnosis.confidence], {
    fromRps: diagnosis.fromRps,
    step: diagnosis.step,
  });
  return [
    { kind: 'entry', entry: { tag: labels.tag, tone: 'warn', title, text: sentence(text), points } },
    ...listBlock([...otherPrograms(findings, language), ...censusLine(diagnosis.census, language), ...missing]),
  ];
}

/** What limits a target on a busy host may be the host. */
const otherPrograms = (findings: ReportInput['findings'], language: Language): string[] =>
  findings
    .filter(({ id, status, variant }) => id === 'noisy-host' && status === 'suspect' && variant !== 'machines')
    .map(({ values }) => language.say(language.labels.limit.others, values));

function censusLine(census: NonNullable<ReportInput['diagnosis']>['census'], language: Language): string[] {
  if (census === null) return [];
  const { census: text, parts: names } = language.labels.limit;
  const parts = Object.entries(census.parts)
    .filter(([, value]) => value >= 0.05 * census.inFlight)
    .sort(([, a], [, b]) => b - a)
    .map(([name, value]) => ({ id: name, name: ownValue<string>(names, name) ?? name, value: Math.round(value) }))
    .filter(({ value }) => value > 0);
  // That all are elsewhere says nothing.
  if (parts.every(({ id }) => id === 'elsewhere')) return [];
  return [sentence(language.say(text, { inFlight: census.inFlight, parts }))];
}

function missingLines(missing: NonNullable<ReportInput['diagnosis']>['missing'], language: Language): string[] {
  const { missing: text, sources, conditions } = language.labels.limit;
  return missing.map(({ source, because }) => {
    const what = ownValue<string>(sources, source) ?? source;
    return sentence(language.say(text, { what, because: reworded(because, conditions) }));
  });
}
