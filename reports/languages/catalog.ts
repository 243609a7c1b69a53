import type { LanguageCode } from '../../lib/model/finding.ts';
import { diagnosis as enDiagnosis } from './en/diagnosis.ts';
import { findings as enFindings } from './en/findings.ts';
import { limits as enLimits } from './en/limits.ts';
import { en } from './en/texts.ts';
import type { FindingTexts, HypothesisTexts, LimitTexts } from './finding-texts.ts';
import { diagnosis as koDiagnosis } from './ko/diagnosis.ts';
import { findings as koFindings } from './ko/findings.ts';
import { limits as koLimits } from './ko/limits.ts';
import { ko } from './ko/texts.ts';
import type { Labels } from './labels.ts';

/** All texts of a language. Stored findings may have ids that this version no longer knows. */
interface Catalog {
  readonly labels: Labels;
  readonly findings: Readonly<Record<string, FindingTexts>>;
  readonly diagnosis: Readonly<Record<string, HypothesisTexts>>;
  readonly limits: Readonly<Record<string, LimitTexts>>;
}

export const catalogs: Readonly<Record<LanguageCode, Catalog>> = {
  en: { labels: en, findings: enFindings, diagnosis: enDiagnosis, limits: enLimits },
  ko: { labels: ko, findings: koFindings, diagnosis: koDiagnosis, limits: koLimits },
};
