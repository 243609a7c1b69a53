import type { Language } from '../languages/language.ts';
import { findingParagraphs, hypothesisWords } from '../views/prose.ts';
import type { ReportInput } from '../views/report-input.ts';
import { summaryLines } from '../views/summary-lines.ts';

/** The report as one JSON document: the result, what was found (with its words in the chosen language), the verdict. */
export default function renderJson(input: ReportInput, language: Language): string {
  const { result, findings, hypotheses, verdict, environment, toolVersion } = input;
  const document = {
    schemaVersion: 2,
    toolVersion,
    language: language.code,
    verdict,
    summary: summaryLines(input, language),
    result,
    findings,
    findingTexts: findingParagraphs(input, language),
    hypotheses,
    hypothesisTexts: hypothesisWords(input, language),
    environment: environment ?? null,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
