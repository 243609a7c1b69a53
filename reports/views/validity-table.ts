import type { Evidence, Finding } from '../../lib/model/finding.ts';
import { ownValue } from '../../lib/model/own-value.ts';
import { number, type Table, text } from '../document.ts';
import type { Language } from '../languages/language.ts';
import { noFigure } from '../languages/numbers.ts';

/** Every check, what it saw and against which limit. */
export function validityTable(findings: readonly Finding[], language: Language): Table {
  const { columns, sections, status: names } = language.labels;
  return {
    title: sections.validity,
    columns: [text(columns.check), text(columns.result), text(columns.observed), number(columns.limit)],
    rows: findings.map((finding) => {
      const { title, reason } = language.finding(finding);
      const [evidence] = finding.evidence;
      return [
        title,
        names[finding.status],
        finding.status === 'not-applicable' ? reason : evidence ? evidenceText(evidence, language) : '',
        evidence?.limit === undefined ? '' : evidenceValue({ ...evidence, value: evidence.limit }, language),
      ];
    }),
  };
}

/** One number that a finding rests on, with its name, unit and count of samples. */
export function evidenceText(evidence: Evidence, language: Language): string {
  const { evidence: labels, integrityChecks } = language.labels;
  const names: Readonly<Record<string, string>> = { ...integrityChecks, ...labels };
  const n = evidence.n === undefined ? '' : ` (n = ${language.count(evidence.n)})`;
  return `${ownValue(names, evidence.name) ?? evidence.name}: ${evidenceValue(evidence, language)}${n}`;
}

function evidenceValue({ value, unit }: Pick<Evidence, 'value' | 'unit'>, language: Language): string {
  if (value === null) return noFigure;
  if (typeof value === 'string') return value;
  switch (unit) {
    case 'count':
      return language.count(value);
    case 'ratio':
      return language.percent(value);
    case 'ms':
      return language.ms(value);
    case 'rps':
      return language.rps(value);
    case 'cores':
    case 'text':
      return language.number(value);
  }
}
