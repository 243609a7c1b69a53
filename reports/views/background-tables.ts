/** Tables of what stands behind the figures: validity checks, environment, workload, files. */

import { findingRules } from '../../lib/judge/findings/all.ts';
import type { Evidence, Finding } from '../../lib/model/finding.ts';
import { type Language, noFigure } from '../languages/language.ts';
import type { ReportInput } from './report-input.ts';
import { number, type Table, text } from './tables.ts';

/** Every check, what it saw and against which limit. */
export function validityTable(findings: readonly Finding[], language: Language): Table {
  const { columns, sections, status: words } = language.labels;
  return {
    title: sections.validity,
    columns: [text(''), text(columns.check), text(columns.result), text(columns.observed), number(columns.limit)],
    rows: findings.map((finding) => {
      const { title, reason } = language.finding(finding);
      const [evidence] = finding.evidence;
      return [
        findingRules.find(({ id }) => id === finding.id)?.check ?? '',
        title,
        words[finding.status],
        finding.status === 'not-applicable' ? reason : evidence ? evidenceText(evidence, language) : '',
        evidence?.limit === undefined ? '' : evidenceValue({ ...evidence, value: evidence.limit }, language),
      ];
    }),
  };
}

/** One number that a finding rests on, with its name, unit and count of samples. */
export function evidenceText(evidence: Evidence, language: Language): string {
  const names: Readonly<Record<string, string>> = language.labels.evidence;
  const n = evidence.n === undefined ? '' : ` (n = ${language.count(evidence.n)})`;
  return `${names[evidence.name] ?? evidence.name}: ${evidenceValue(evidence, language)}${n}`;
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

export function environmentTable({ result, environment }: ReportInput, language: Language): Table {
  const { rows: words, environment: texts, sections } = language.labels;
  const {
    load,
    generator,
    run: { startedAt, durationMs, runId },
    provenance: { source, precision },
  } = result;
  const sourceText = source === 'samples' && precision === 'histogram' ? texts.histogram : texts[source];
  const row = (name: string, value: string | null | undefined) => (value ? [[name, value]] : []);
  return {
    title: sections.environment,
    columns: [text(''), text('')],
    rows: [
      ...row(
        words.run,
        language.say(texts.run, {
          runId,
          startedAt: startedAt ? language.instant(startedAt) : '',
          tookMs: durationMs ?? 0,
        }),
      ),
      ...row(
        words.generator,
        language.say(texts.generator, {
          vus: load?.virtualUsers?.count ?? 0,
          timeoutMs: load?.requestTimeoutMs ?? 0,
          graceMs: load?.gracefulStopMs ?? 0,
          cores: generator?.cpu?.cores ?? 0,
          meanCores: generator?.cpu?.meanCores ?? 0,
          source: sourceText,
        }),
      ),
      ...(environment === undefined ? [] : hostRows(environment, language)),
    ],
  };
}

function hostRows(
  { host, versions, engine, target, sameHost, git }: NonNullable<ReportInput['environment']>,
  language: Language,
): string[][] {
  const { rows: words, environment: texts } = language.labels;
  const where = target.kind === 'shop' ? texts.shop : target.url;
  const settings = Object.entries(target.settings ?? {}).map(([name, value]) => `${name}=${value}`);
  return [
    [words.host, language.say(texts.host, { ...host, memoryMiB: Math.round(host.memoryBytes / 2 ** 20) })],
    [words.system, `${host.os} ${host.kernel}, ${host.arch}`],
    [words.versions, language.say(texts.versions, { ...versions, source: engine.source })],
    [words.target, sameHost ? language.say(texts.sameHost, { target: where }) : where],
    ...(settings.length === 0 ? [] : [[words.knobs, settings.join(' ')]]),
    ...(git === null
      ? []
      : [
          [
            words.git,
            git.isDirty ? language.say(texts.dirty, { commit: git.commit.slice(0, 12) }) : git.commit.slice(0, 12),
          ],
        ]),
  ];
}

export function workloadTable({ result }: ReportInput, language: Language): Table {
  const { rows: words, workload: texts, sections } = language.labels;
  const {
    load,
    latency: { steps },
    run: { isList, profile, changes },
  } = result;
  const row = (name: string, value: string) => [name, value];
  return {
    title: sections.workload,
    columns: [text(''), text('')],
    rows: [
      ...(steps.length === 0
        ? []
        : [row(words.journey, language.say(texts.journey, { steps: steps.map(({ name }) => ({ name })), isList }))]),
      ...(load === null
        ? []
        : [
            row(
              words.profile,
              `${[profile ?? '', ...changes].join(' ')}: ${language.say(texts.load, { ...load, warmUp: '', virtualUsers: '', fixtures: '' })}`,
            ),
            ...(load.warmUp ? [row(words.warmUp, language.say(texts.warmUp, { ...load.warmUp }))] : []),
            ...(load.fixtures ? [row(words.customers, language.say(texts.customers, { ...load.fixtures }))] : []),
          ]),
    ],
  };
}

export function filesTable({ result }: ReportInput, language: Language): Table {
  const { columns, sections } = language.labels;
  return {
    title: sections.files,
    columns: [text(columns.file), number(columns.size), number(columns.rows), text('sha256')],
    rows: result.provenance.inputs.map(({ name, sizeBytes, rows, sha256 }) => [
      name,
      language.bytes(sizeBytes),
      language.count(rows),
      sha256 || noFigure,
    ]),
  };
}
