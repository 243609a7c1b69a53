import { type Language, languageOf, languageOfEnvironment } from '../../../reports/languages/language.ts';
import type { LanguageCode } from '../../model/finding.ts';

/** The language that was asked for, else that of the environment. */
export const languageFor = (code: LanguageCode | undefined): Language =>
  languageOf(code ?? languageOfEnvironment(process.env));
