import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Objective } from '../../lib/contract/objective.ts';
import type { Finding, LanguageCode, TextValues } from '../../lib/model/finding.ts';
import { languageCodes, languageOfEnvironment } from '../../reports/languages/language.ts';
import { reworded } from '../../reports/languages/rewording.ts';
import { hasHangul } from '../judge/findings/holes.ts';
import { codes, languages } from './inputs.ts';

const { en, ko } = languages;

/** What each format makes of a value, in English and in Korean. */
const formats: readonly [what: string, english: () => string, korean: () => string, en: string, ko: string][] = [
  ['a count', () => en.count(1_234_567), () => ko.count(1_234_567), '1,234,567', '1,234,567'],
  ['a count that is not whole', () => en.count(2.6), () => ko.count(2.6), '3', '3'],
  ['no count', () => en.count(null), () => ko.count(undefined), '—', '—'],
  ['a count that is none', () => en.count(Number.NaN), () => ko.count(Number.POSITIVE_INFINITY), '—', '—'],
  ['a number', () => en.number(12.345), () => ko.number(12.345), '12.35', '12.35'],
  ['a large number', () => en.number(1_234.5), () => ko.number(1_234.4), '1,235', '1,234'],
  ['no number', () => en.number(Number.NaN), () => ko.number(Number.NaN), '—', '—'],
  ['a rate', () => en.rps(14), () => ko.rps(14), '14/s', '14건/초'],
  ['a rate in parts', () => en.rps(16.666), () => ko.rps(0.5), '16.67/s', '0.5건/초'],
  ['no rate', () => en.rps(Number.NaN), () => ko.rps(Number.NaN), '—', '—'],
  ['microseconds', () => en.ms(0.001), () => ko.ms(0.001), '0.001 ms', '0.001 ms'],
  ['part of a millisecond', () => en.ms(0.512), () => ko.ms(0.512), '0.51 ms', '0.51 ms'],
  ['no time at all', () => en.ms(0), () => ko.ms(0), '0 ms', '0 ms'],
  ['milliseconds', () => en.ms(9.994), () => ko.ms(9.994), '9.99 ms', '9.99 ms'],
  ['tens of milliseconds', () => en.ms(48.64), () => ko.ms(82.84), '48.6 ms', '82.8 ms'],
  ['hundreds of milliseconds', () => en.ms(412.4), () => ko.ms(412.4), '412 ms', '412 ms'],
  ['nearly a second', () => en.ms(999.4), () => ko.ms(999.4), '999 ms', '999 ms'],
  ['what rounds to a second', () => en.ms(999.6), () => ko.ms(999.6), '1.00 s', '1.00초'],
  ['seconds', () => en.ms(23_220), () => ko.ms(23_220), '23.22 s', '23.22초'],
  ['no time', () => en.ms(null), () => ko.ms(Number.NaN), '—', '—'],
  ['a limit of a time', () => en.exactMs(800), () => ko.exactMs(1_234.5), '800 ms', '1.2345초'],
  ['half a second', () => en.duration(500), () => ko.duration(500), '0.5 s', '0.5초'],
  ['seconds of time', () => en.duration(51_182), () => ko.duration(51_182), '51.2 s', '51.2초'],
  ['a minute', () => en.duration(60_000), () => ko.duration(60_000), '1 min', '1분'],
  ['a minute and a half', () => en.duration(90_000), () => ko.duration(90_000), '1 min 30 s', '1분 30초'],
  ['an hour', () => en.duration(3_600_000), () => ko.duration(3_600_000), '60 min', '60분'],
  ['just below a minute', () => en.duration(59_960), () => ko.duration(59_960), '1 min', '1분'],
  ['just below two minutes', () => en.duration(119_700), () => ko.duration(119_700), '2 min', '2분'],
  ['bytes', () => en.bytes(1_023), () => ko.bytes(1_023), '1,023 B', '1,023 B'],
  ['kibibytes', () => en.bytes(23_456), () => ko.bytes(23_456), '22.9 KiB', '22.9 KiB'],
  ['mebibytes', () => en.bytes(5 * 2 ** 20), () => ko.bytes(5 * 2 ** 20), '5.0 MiB', '5.0 MiB'],
  [
    'an instant',
    () => en.instant('2026-01-02T03:04:05.678Z'),
    () => ko.instant('2026-01-02T03:04:05.678Z'),
    '2026-01-02 03:04:05 UTC',
    '2026-01-02 03:04:05 UTC',
  ],
  ['a share', () => en.share(1, 3), () => ko.share(1, 3), '33.3 %', '33.3%'],
  ['a share of nothing', () => en.share(0, 0), () => ko.share(0, 0), '—', '—'],
  ['a share of what is not known', () => en.share(1, null), () => ko.share(null, 3), '—', '—'],
];

describe('both languages write', () => {
  test.each(formats)('%s', (_what, english, korean, inEnglish, inKorean) => {
    expect(english()).toBe(inEnglish);
    expect(korean()).toBe(inKorean);
  });

  test.each([
    [0, '0 %'],
    [1, '100 %'],
    [0.5, '50 %'],
    [0.207_428, '20.7 %'],
    [0.123_45, '12.3 %'],
    [0.999_6, '99.9 %'],
    [0.999_999, '99.9 %'],
    [0.001, '0.1 %'],
    [0.000_4, '< 0.1 %'],
    [0.000_000_1, '< 0.1 %'],
    [Number.NaN, '—'],
  ])('the ratio %d as %s', (ratio, text) => {
    expect(en.percent(ratio)).toBe(text);
    expect(ko.percent(ratio)).toBe(text.replace(' %', '%'));
  });

  test('no percentage that is a bound which the ratio does not reach', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(...codes), (ratio, code) => {
        const text = languages[code].percent(ratio);
        if (ratio < 1) expect(text).not.toMatch(/^100 ?%/);
        if (ratio > 0) expect(text).not.toMatch(/^0 ?%/);
        if (!text.startsWith('<')) expect(Math.abs(Number.parseFloat(text) / 100 - ratio)).toBeLessThanOrEqual(0.001);
      }),
    );
  });

  test.each([
    [0.98, '98 %'],
    [0.999_5, '99.95 %'],
    [0.000_5, '0.05 %'],
    [0.02, '2 %'],
    [1 - 0.98, '2 %'],
  ])('the limit %d as it is: %s', (ratio, text) => {
    expect(en.exactPercent(ratio)).toBe(text);
    expect(ko.exactPercent(ratio)).toBe(text.replace(' %', '%'));
  });

  test.each<[what: string, text: (code: LanguageCode) => string, en: string, ko: string]>([
    ['a ratio beside its limit', (code) => languages[code].percentNear(0.0204, 0.02), '2.04 %', '2.04%'],
    ['a ratio on its limit', (code) => languages[code].percentNear(0.02, 0.02), '2 %', '2%'],
    ['a ratio far from it', (code) => languages[code].percentNear(0.204, 0.02), '20.4 %', '20.4%'],
    ['a ratio without one', (code) => languages[code].percentNear(0.0204, null), '2 %', '2%'],
    ['a time below its limit', (code) => languages[code].msNear(799.7, 800), '799.7 ms', '799.7 ms'],
    ['a time above it', (code) => languages[code].msNear(1_501.2, 1_500), '1.5012 s', '1.5012초'],
    ['a time far from it', (code) => languages[code].msNear(48.64, 800), '48.6 ms', '48.6 ms'],
  ])('%s with as many digits as tell them apart', (_what, text, english, korean) => {
    expect(text('en')).toBe(english);
    expect(text('ko')).toBe(korean);
  });

  test.each([
    [0.95, 71, '—'],
    [0.95, 72, '48.6 ms'],
    [0.99, 367, '—'],
    [0.99, 368, '48.6 ms'],
    [0.5, 5, '—'],
    [0.5, 6, '48.6 ms'],
    [0.9, 35, '—'],
    [0.9, 36, '48.6 ms'],
    [0.999, 3_687, '—'],
    [0.999, 3_688, '48.6 ms'],
  ])('the quantile %d of %i samples as %s', (q, n, text) => {
    for (const code of codes) expect(languages[code].quantile(48.6, q, n)).toBe(text);
  });

  test.each<[objective: Objective, en: string, ko: string]>([
    [{ kind: 'latency', percentile: 95, belowMs: 800 }, 'p(95) < 800 ms', 'p(95) < 800 ms'],
    [{ kind: 'latency', percentile: 99, belowMs: 1_500, step: 'order' }, 'order p(99) < 1.5 s', 'order p(99) < 1.5초'],
    [{ kind: 'journey-cost', of: 'statements', atMost: 10 }, 'journey statements ≤ 10', '여정당 SQL 문 ≤ 10개'],
    [
      { kind: 'journey-cost', of: 'target-cpu', atMost: 15 },
      'journey target CPU ≤ 15 ms',
      '여정당 대상의 CPU 시간 ≤ 15 ms',
    ],
    [{ kind: 'failed-requests', belowRatio: 0.0005 }, 'failed requests < 0.05 %', '실패한 요청 < 0.05%'],
    [
      { kind: 'failed-requests', belowRatio: 0.02, step: 'order' },
      'order failed requests < 2 %',
      'order 실패한 요청 < 2%',
    ],
    [
      { kind: 'step-success', step: 'sign-up', aboveRatio: 0.9995 },
      'sign_up_success > 99.95 % (of attempted)',
      'sign_up_success > 99.95% (시도 대비)',
    ],
    [
      { kind: 'journey-success', aboveRatio: 0.98 },
      'journey success > 98 % (of scheduled)',
      '여정 성공 > 98% (예정 대비)',
    ],
    [{ kind: 'threshold', metric: 'http_reqs', expression: 'rate>10' }, 'http_reqs rate>10', 'http_reqs rate>10'],
  ])('an objective: %j', (objective, english, korean) => {
    expect(en.objective(objective)).toBe(english);
    expect(ko.objective(objective)).toBe(korean);
  });
});

describe('a sentence', () => {
  const three = { items: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] };

  test.each([
    [1, '1 journey was'],
    [2, '2 journeys were'],
    [0, '0 journeys were'],
    [1_234, '1,234 journeys were'],
  ])('of %i in English has its number', (n, text) => {
    expect(en.say('{{n n "journey" "journeys"}} {{plural n "was" "were"}}', { n })).toBe(text);
  });

  test('puts a list together as its language does', () => {
    expect(en.say('{{#list items}}{{name}}{{/list}}', three)).toBe('a, b, and c');
    expect(ko.say('{{#list items}}{{name}}{{/list}}', three)).toBe('a, b, c');
    for (const code of codes) {
      expect(languages[code].say('{{#list items ordered=true}}{{name}}{{/list}}', three)).toBe('a → b → c');
      expect(languages[code].say('{{#list items}}{{name}}{{/list}}', { items: [] })).toBe('');
    }
  });

  test('may be a list of numbers alone', () => {
    expect(en.say('{{#list items}}{{stage}}{{/list}}', { items: [{ stage: 1 }, { stage: 3 }] })).toBe('1 and 3');
  });

  test('is not escaped: each format does that in its own way', () => {
    expect(en.say('{{text}}', { text: '<b> & "c"' })).toBe('<b> & "c"');
  });
});

describe('the texts', () => {
  /** Every text with its path; patterns of texts of documents are of one language alone. */
  const ofDocuments = ['endings', 'causes', 'engineSources', 'integrityChecks', 'conditions', 'targets', 'labels'];
  const entriesOf = (value: unknown, path = ''): [path: string, text: string][] =>
    typeof value === 'string'
      ? [[path, value]]
      : Object.entries(value as object)
          .filter(([key]) => !ofDocuments.includes(key))
          .flatMap(([key, inner]) => entriesOf(inner, path === '' ? key : `${path}.${key}`));
  const english = new Map(entriesOf(en.labels));
  const korean = new Map(entriesOf(ko.labels));
  /** A text without its templates, and without the names that are the same in every language. */
  const wordsOf = (text: string) =>
    text
      .replace(/\{\{[^}]*\}\}/g, ' ')
      .replace(
        /--record journeys|--confirm|--max-rate|--budget|caseload capacity|caseload|gracefulStop|PostgreSQL|report\.md|target\.cpuprofile|Chrome DevTools|Node\.js|Node|SQL|run\(\)|k6|VUs?|CPU|MiB|git|ms/g,
        ' ',
      )
      .replace(/\((PASS|WARN|FAIL|NO_DATA|VALID|SUSPECT|INVALID|BETTER|SAME|WORSE|INCONCLUSIVE)\)|\(INVALID\)/g, ' ')
      .replace(/\bp\d+\b|\bp\(|%p|\bp값|\b[nAB]\b|\b[AB](?=[는은])|^ko$/g, ' ');

  test('are the same entries in both languages', () => {
    expect([...korean.keys()].sort()).toEqual([...english.keys()].sort());
    expect(languageCodes).toEqual([...codes]);
  });

  test('have nothing left in English in Korean but names, and no Korean in English', () => {
    expect([...korean].filter(([, text]) => /[a-z]/i.test(wordsOf(text)))).toEqual([]);
    expect([...english].filter(([, text]) => hasHangul(text))).toEqual([]);
  });

  test('write a percentage in Korean without a blank', () => {
    expect([...korean].filter(([, text]) => / %/.test(text))).toEqual([]);
  });

  test('name the same values in each sentence', () => {
    const helpers = [
      ...['count', 'n', 'plural', 'percent', 'ms', 'exactMs', 'exactPercent', 'rps', 'duration', 'cores', 'number'],
      ...['if', 'else', 'unless', 'list', 'objectiveText'],
    ];
    const valuesOf = (text: string) =>
      [...new Set([...text.matchAll(/\{\{[#/]?([^}]+)\}\}/g)].flatMap(([, inner = '']) => inner.split(' ')))]
        .filter((name) => /^[a-z]\w*$/i.test(name) && !helpers.includes(name))
        .sort();
    for (const [path, text] of english)
      expect([path, valuesOf(korean.get(path) ?? '')]).toEqual([path, valuesOf(text)]);
  });
});

describe('what a document says in English', () => {
  const finding = (values: TextValues): Finding => ({
    ...{ id: 'broken-integrity', status: 'fail', variant: '', evidence: [], experiments: [], reason: null },
    values,
  });

  test('of data checks has its Korean name', async () => {
    const source = readFileSync(new URL('../../target/src/integrity.ts', import.meta.url), 'utf8');
    const names = [...source.matchAll(/name: '([^']+)'/g)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(3);
    expect(Object.keys(ko.labels.integrityChecks).sort()).toEqual(names.sort());
    const broken = [{ name: names[0] ?? '', expected: 1, actual: 2 }];
    expect(ko.finding(finding({ broken })).what).toContain(ko.labels.integrityChecks[names[0] ?? '']);
    expect(en.finding(finding({ broken })).what).toContain(names[0]);
  });

  test.each([
    ['stopped by the user', '사용자가 멈췄습니다'],
    ['stopped by you after 22 of 60 s', '60초 중 22초 만에 사용자가 멈췄습니다'],
    ['an objective failed (--abort-on-fail)', '목표 하나를 충족하지 못했습니다(--abort-on-fail)'],
    ['k6 ended with exit code 107: an exception while the script was loaded', 'k6가 종료 코드 107(으)로 끝났습니다'],
    ['something that nobody foresaw', 'something that nobody foresaw'],
  ])('of an ending is told in Korean: %s', (detail, korean) => {
    expect(reworded(detail, ko.labels.endings)).toBe(korean);
    expect(reworded(detail, en.labels.endings)).toBe(detail);
  });

  test.each([
    ['status 503', '상태 503', 'status 503'],
    ['timeout', '시간 초과', 'timeout'],
    ['body', '예상과 다른 본문', 'unexpected body'],
    ['dns', 'DNS 오류', 'dns'],
    ['error 1010', '오류 1010', 'error 1010'],
  ])('of the cause of a failure is told in Korean: %s', (cause, korean, english) => {
    expect(reworded(cause, ko.labels.causes)).toBe(korean);
    expect(reworded(cause, en.labels.causes)).toBe(english);
  });
});

describe('the language of the environment', () => {
  test.each<[env: Record<string, string>, code: LanguageCode]>([
    [{}, 'en'],
    [{ LANG: 'C' }, 'en'],
    [{ LANG: 'C.UTF-8' }, 'en'],
    [{ LANG: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'ko_KR.UTF-8' }, 'ko'],
    [{ LANG: 'ko_KR.eucKR' }, 'ko'],
    [{ LANG: 'ko' }, 'ko'],
    [{ LANG: 'KO_kr' }, 'ko'],
    [{ LANG: 'ko.UTF-8' }, 'ko'],
    [{ LANG: 'kok_IN' }, 'en'],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'ko_KR.UTF-8' }, 'ko'],
    [{ LANG: 'ko_KR.UTF-8', LC_MESSAGES: 'en_US.UTF-8' }, 'en'],
    [{ LANG: 'ko_KR.UTF-8', LC_ALL: 'C' }, 'en'],
    [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'en_US.UTF-8', LC_ALL: 'ko_KR.UTF-8' }, 'ko'],
    [{ LANG: 'ko_KR.UTF-8', LC_ALL: '' }, 'ko'],
  ])('of %j is %s', (env, code) => {
    expect(languageOfEnvironment(env)).toBe(code);
  });
});
