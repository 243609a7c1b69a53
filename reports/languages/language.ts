import type Handlebars from 'handlebars';
import type { Objective } from '../../lib/contract/objective.ts';
import { objectiveValues } from '../../lib/judge/findings/objective-values.ts';
import type { Diagnosis, Hypothesis } from '../../lib/model/diagnosis.ts';
import type { Finding, LanguageCode, TextValues } from '../../lib/model/finding.ts';
import { catalogs } from './catalog.ts';
import { engineFor } from './engine.ts';
import {
  type FindingProse,
  findingProse,
  type HypothesisProse,
  hypothesisProse,
  type LimitProse,
  limitProse,
} from './finding-prose.ts';
import type { Labels } from './labels.ts';
import { type Formats, formatsOf } from './numbers.ts';

/** @internal Tested by itself. */
export const languageCodes = Object.keys(catalogs) as LanguageCode[];

/** A language of reports: its texts, its number formats, and sentences filled with values. */
export interface Language extends Formats {
  readonly code: LanguageCode;
  readonly labels: Labels;
  /** A Handlebars template of the catalog, filled. */
  say(template: string, values?: TextValues): string;
  /** The text of an objective. */
  objective(objective: Objective): string;
  finding(finding: Finding): FindingProse;
  hypothesis(hypothesis: Hypothesis): HypothesisProse;
  /** A limit that a diagnosis names, first or among others. */
  limit(limit: NamedLimit): LimitProse;
}

type NamedLimit = Pick<Diagnosis['runnersUp'][number], 'id' | 'evidence'> & Partial<Pick<Diagnosis, 'values'>>;

const made = new Map<LanguageCode, Language>();

/** The language of that code: one for all, since its texts are compiled as they are used. */
export function languageOf(code: LanguageCode): Language {
  const language = made.get(code) ?? makeLanguage(code);
  made.set(code, language);
  return language;
}

function makeLanguage(code: LanguageCode): Language {
  const { labels, findings, diagnosis, limits } = catalogs[code];
  const formats = formatsOf(labels);
  const engine = engineFor(labels, formats);
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  const say = (template: string, values: TextValues = {}): string => {
    let filled = compiled.get(template);
    if (filled === undefined) {
      filled = engine.compile(template, { noEscape: true, knownHelpersOnly: false });
      compiled.set(template, filled);
    }
    return filled(values);
  };
  return {
    code,
    labels,
    ...formats,
    say,
    objective: (objective) => say('{{objectiveText this}}', objectiveValues(objective)),
    finding: (finding) => findingProse(finding, findings[finding.id], labels, say),
    hypothesis: (hypothesis) => hypothesisProse(hypothesis, diagnosis[hypothesis.id], say),
    limit: (limit) => limitProse(limit, limits[limit.id], say),
  };
}

/** Korean where the environment says so (LC_ALL, LC_MESSAGES, LANG), else English. */
export function languageOfEnvironment(env: Readonly<Record<string, string | undefined>>): LanguageCode {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^ko\b|^ko_/i.test(locale) ? 'ko' : 'en';
}
