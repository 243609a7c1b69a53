import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judgeRun } from '../../lib/app/evaluate-run.ts';
import { readForeignRun } from '../../lib/app/read-foreign-run.ts';
import type { LanguageCode } from '../../lib/model/finding.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import { randomOf } from '../../lib/stats/random.ts';
import type { Document } from '../../reports/document.ts';
import type { Language } from '../../reports/languages/language.ts';
import { experimentView } from '../../reports/views/experiment.ts';
import { runView } from '../../reports/views/run.ts';
import { originMs, scratchFolder } from '../results/samples/samples-file.ts';
import { escapes, expectXml } from './escapes.ts';
import { experiment } from './experiments.ts';
import { payloads } from './hostile.ts';
import { codes, languages, sampleEnvironment } from './inputs.ts';
import { fullComparison, watchedResult } from './watched.ts';

const { write } = scratchFolder();

const texts = [
  ...payloads,
  ...['<!--x-->', '{{{x}}}', "' onmouseover='", '-->', 'constructor', '__proto__', 'a'.repeat(5_000)],
];

/** Of those with each source. */
const share = 0.15;

/** A sample of k6 in which the text is the value of that tag. */
interface Sample {
  readonly metric: string;
  readonly value: number;
  readonly atMs: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** Tags that a script, its target or its user fill. */
const places = ['check', 'error', 'group', 'name', 'scenario', 'status', 'url', 'step'] as const;

function samplesOf(text: string): Sample[] {
  return Array.from({ length: 30 }, (_, second) =>
    places.flatMap((place, index): Sample[] => {
      const hasFailed = second % 3 === 0;
      const own = index === 0 ? text : `${text}${index}`;
      const usual = {
        ...{ group: '', name: `request ${place}`, scenario: 'default', status: hasFailed ? '500' : '200', url: '' },
        ...(hasFailed && { error: 'refused', error_code: '1000' }),
        expected_response: `${!hasFailed}`,
      };
      const atMs = originMs + second * 1_000 + index;
      const tags = { ...usual, [place]: place === 'group' ? `::${own}` : own };
      return [
        { metric: 'http_reqs', value: 1, atMs, tags },
        { metric: 'http_req_duration', value: 5.5, atMs, tags },
        { metric: 'http_req_failed', value: hasFailed ? 1 : 0, atMs, tags },
        {
          metric: 'checks',
          value: hasFailed ? 0 : 1,
          atMs,
          tags: { ...tags, check: place === 'check' ? own : 'is well' },
        },
      ];
    }),
  ).flat();
}

const json = (samples: readonly Sample[]): string =>
  samples
    .map(({ metric, value, atMs, tags }) => {
      const time = new Date(atMs).toISOString();
      return `${JSON.stringify({ metric, type: 'Point', data: { time, value, tags } })}\n`;
    })
    .join('');

const columns = ['check', 'error', 'error_code', 'expected_response', 'group', 'name', 'scenario', 'status', 'url'];
const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const csv = (samples: readonly Sample[]): string =>
  [
    ['metric_name', 'timestamp', 'metric_value', ...columns, 'extra_tags', 'metadata'].join(','),
    ...samples.map(({ metric, value, atMs, tags }) =>
      [
        ...[metric, `${atMs * 1_000}`, `${value}`, ...columns.map((name) => tags[name] ?? '')],
        ...[tags.step === undefined ? '' : `step=${tags.step}`, ''],
      ]
        .map(quoted)
        .join(','),
    ),
    '',
  ].join('\n');

const trend = { count: 90, min: 1, avg: 5, med: 5, 'p(90)': 6, 'p(95)': 7, 'p(99)': 8, max: 9 };

function summaryOf(text: string): string {
  // Of a selector, these are its own marks.
  const name = text.replace(/[{},]|__proto__/g, '');
  return JSON.stringify({
    metrics: {
      http_reqs: { type: 'counter', contains: 'default', values: { count: 90, rate: 9 } },
      http_req_duration: {
        ...{ type: 'trend', contains: 'time', values: trend },
        thresholds: { 'p(95)<800': { ok: true }, [name]: { ok: false } },
      },
      [`http_req_duration{step:${name}}`]: {
        ...{ type: 'trend', contains: 'time', values: trend },
        thresholds: { 'p(95)<800': { ok: true } },
      },
      [name]: { type: 'counter', values: { count: 1, rate: 1 }, thresholds: { 'count>0': { ok: true } } },
    },
    root_group: {
      ...{ name: '', checks: [{ name: text, passes: 1, fails: 2 }] },
      groups: [{ name: text, checks: [{ name: `${text} again`, passes: 1, fails: 0 }], groups: [] }],
    },
    state: { testRunDurationMs: 9_000 },
  });
}

const logOf = (text: string): string =>
  Array.from({ length: 3 }, () => `time="2026-01-01T00:00:00Z" level=warning msg=${JSON.stringify(text)}\n`).join('');

type Pages = (text: string, language: Language) => Document | Promise<Document>;
const foreign = async (files: Parameters<typeof readForeignRun>[0], language: Language) =>
  runView(await readForeignRun(files, () => {}), language);

const gateOf = (text: string): Verdict => ({
  ...{ schemaVersion: 2, validity: 'VALID', objectives: 'FAIL', baseline: 'WORSE', exitCode: 4 },
  gate: {
    runs: { base: 5, candidate: 5 },
    missed: { base: 0, candidate: 2 },
    failures: [{ kind: 'target-died', base: 0, candidate: 1 }],
    repeated: [{ name: text, label: text, because: [text] }],
  },
});

/** Where a text comes from, and the document that it comes into. */
const sources: Readonly<Record<string, Pages>> = {
  'samples as csv': (text, language) =>
    foreign({ samples: [write('samples.csv', csv(samplesOf(text.replace(/[\r\n]/g, ' '))))] }, language),
  'samples as json': (text, language) => foreign({ samples: [write('samples.json', json(samplesOf(text)))] }, language),
  'a summary and a log': (text, language) =>
    foreign({ summary: write('summary.json', summaryOf(text)), log: write('k6.log', logOf(text)) }, language),
  'what was read of the target': (text, language) =>
    runView(judgeRun(watchedResult(text), sampleEnvironment, fullComparison(text)), language),
  'an experiment': (text, language) =>
    experimentView(
      {
        experiment: {
          ...experiment,
          ...{ state: 'failed', detail: text, subject: `${text} against ${text}`, command: `caseload gate ${text}` },
          ...{ scenario: text, profile: text },
          runs: experiment.runs.map((run) => ({ ...run, name: text, label: text, invalidBecause: [text] })),
        },
        comparison: fullComparison(text),
        verdict: gateOf(text),
      },
      language,
    ),
};

describe.each(Object.entries(sources))('a text from outside does no harm that comes with %s:', (source, pageOf) => {
  const random = randomOf(source.length);
  const harmless: Partial<Record<LanguageCode, Document>> = {};
  const documents: Document[] = [];
  beforeAll(async () => {
    for (const code of codes) harmless[code] = await pageOf('x', languages[code]);
  });
  afterAll(() => expectXml(documents));

  test('it is there', async () => {
    const { data } = await pageOf('harmless', languages.en);
    expect(JSON.stringify(data).match(/harmless/g)?.length).toBeGreaterThan(10);
  });

  const picked = texts.filter((text) => random() < share || text === 'constructor');
  test.each(picked.map((text) => ({ text, code: codes[random() < 0.5 ? 0 : 1] as LanguageCode })))(
    '$text in $code',
    async ({ text, code }) => {
      const document = await pageOf(text, languages[code]);
      documents.push(document);
      for (const check of Object.values(escapes)) check(document, harmless[code] as Document);
    },
  );
});
