import fc from 'fast-check';
import Handlebars from 'handlebars';
import { describe, expect, test } from 'vitest';
import { findingRules, judgeFindings, reportableFindings } from '../../../lib/judge/findings/all.ts';
import type { Finding, LanguageCode, TextValues } from '../../../lib/model/finding.ts';
import type { RunResult } from '../../../lib/model/result.ts';
import { catalogs } from '../../../reports/languages/catalog.ts';
import type { FindingTexts } from '../../../reports/languages/finding-texts.ts';
import { languageOf } from '../../../reports/languages/language.ts';
import { anyResult } from './any-result.ts';
import { cases, type FindingCase } from './cases.ts';
import { hasHangul, holesIn, placeholdersLacking } from './holes.ts';

const languages = { en: languageOf('en'), ko: languageOf('ko') } as const;
const codes: readonly LanguageCode[] = ['en', 'ko'];
const rulesById = findingRules.map((rule) => [rule.id, rule] as const);

/** Judgements over all that the cases and a few hundred made-up results hold. */
const results: readonly Pick<FindingCase, 'result' | 'differences'>[] = [
  ...Object.values(cases).flat(),
  ...fc.sample(anyResult, { numRuns: 600, seed: 1 }).map((result) => ({ result })),
];
const judged = results.map(({ result, differences }) => ({ result, findings: judgeFindings(result, differences) }));
const reported = judged.flatMap(({ result, findings }) =>
  reportableFindings(findings).map((finding) => ({ result, finding })),
);
const reportedOf = (id: string) => reported.filter(({ finding }) => finding.id === id).map(({ finding }) => finding);

const textsOf = (code: LanguageCode, id: string) => catalogs[code].findings[id] as FindingTexts;
const templateOf = (text: FindingTexts['what'], variant: string): string | undefined =>
  typeof text === 'string' ? text : text[variant];
const variantsOf = (text: FindingTexts['what']): string[] => (typeof text === 'string' ? [] : Object.keys(text).sort());

test('the results that this looks at bring out every rule that can tell of anything', () => {
  const silent = findingRules.filter(({ id }) => reportedOf(id).length === 0).map(({ id }) => id);
  expect(silent).toEqual([]);
});

test('no rule throws, whatever a run comes to', () => {
  const broken = judged.flatMap(({ findings }) => findings.filter(({ status }) => status === 'error'));
  expect(broken.map(({ id, reason }) => `${id}: ${reason}`)).toEqual([]);
});

describe.each(rulesById)('the texts of %s', (id) => {
  test('are there in both languages, a title and a reason each', () => {
    for (const code of codes) {
      const { title, why } = textsOf(code, id);
      expect(title).toMatch(/[^.!]$/);
      expect(why).toMatch(/[.]$/);
      expect(hasHangul(title + why)).toBe(code === 'ko');
    }
  });

  test('know every variant that a judgement can have, and no other', () => {
    const variants = [...new Set(reportedOf(id).map(({ variant }) => variant))]
      .filter((variant) => variant !== '')
      .sort();
    for (const code of codes) {
      const { what, advice } = textsOf(code, id);
      for (const text of [what, advice]) {
        // Where a text has no variants, it is that of all of them.
        if (typeof text !== 'string') expect(variantsOf(text)).toEqual(variants);
      }
      if (variants.length > 0) expect([what, advice].some((text) => typeof text !== 'string')).toBe(true);
    }
  });

  test.each(codes)('are filled by every judgement in %s: no placeholder lacks its value', (code) => {
    const { what, advice } = textsOf(code, id);
    const lacking = reportedOf(id).flatMap(({ variant, values }) =>
      [what, advice].flatMap((text) => {
        const template = templateOf(text, variant);
        return template === undefined ? [`no text for '${variant}'`] : placeholdersLacking(template, values);
      }),
    );
    expect(lacking).toEqual([]);
  });

  test.each(codes)('have no hole in %s, whatever the numbers', (code) => {
    const texts = reportedOf(id).map((finding) => languages[code].finding(finding));
    expect(texts.flatMap(({ title, what, why, advice }) => [title, what, why, advice].flatMap(holesIn))).toEqual([]);
    // A report adds the full stop of what was found; an advice has its own, where it does not end in a command.
    expect(texts.map(({ what }) => what).filter((what) => !/[^.]$/.test(what))).toEqual([]);
    expect(texts.map(({ advice }) => advice).filter((advice) => !/[.]$|: caseload \w+$/.test(advice))).toEqual([]);
    const foreign = texts.flatMap(({ what, advice }) => [what, advice]).filter((text) => !hasHangul(text));
    if (code === 'ko') expect(foreign).toEqual([]);
  });

  test.each(codes)('say why it could not look in %s', (code) => {
    const reasons = judged.flatMap(({ findings }) =>
      findings.filter((one) => one.id === id && one.status === 'not-applicable'),
    );
    const said = new Map(reasons.map((finding) => [finding.reason, languages[code].finding(finding).reason]));
    for (const [known, reason] of said) {
      expect(reason).not.toBe(known);
      expect(holesIn(reason)).toEqual([]);
      if (code === 'ko') expect(hasHangul(reason)).toBe(true);
    }
  });
});

describe('evidence', () => {
  const namesOf = ({
    latency: { steps, selection },
    objectives: { results: objectives, integrity },
  }: RunResult): Set<string> =>
    new Set([
      ...steps.map(({ name }) => name),
      ...(selection ?? []).map(({ step }) => step),
      ...objectives.map(({ text }) => text),
      ...(integrity?.checks ?? []).map(({ name }) => name),
    ]);

  test.each(codes)('has a label in %s, where its name is none of the run itself', (code) => {
    const labels: Readonly<Record<string, string>> = languages[code].labels.evidence;
    const unlabelled = new Set<string>();
    for (const { result, findings } of judged) {
      const own = namesOf(result);
      for (const { evidence } of findings) {
        for (const { name } of evidence) if (!own.has(name) && labels[name] === undefined) unlabelled.add(name);
      }
    }
    expect([...unlabelled]).toEqual([]);
  });

  test('is labelled for nothing that no rule names', () => {
    const names = new Set(
      judged.flatMap(({ findings }) => findings.flatMap(({ evidence }) => evidence.map(({ name }) => name))),
    );
    expect(Object.keys(languages.en.labels.evidence).filter((name) => !names.has(name))).toEqual([]);
  });

  test('is a number that can be shown', () => {
    const strange = judged.flatMap(({ findings }) =>
      findings.flatMap(({ id, evidence }) =>
        evidence
          .filter(({ value }) => typeof value !== 'number' || !Number.isFinite(value))
          .map(({ name }) => `${id}: ${name}`),
      ),
    );
    expect([...new Set(strange)]).toEqual([]);
  });
});

describe('the check of these texts itself', () => {
  const values: TextValues = { n: 1, list: [{ step: 'order' }], empty: '' };

  test.each([
    ['{{count n}} {{#list list}}{{step}}{{/list}}', []],
    ['{{count m}}', ['m']],
    ['{{#if n}}{{count a}}{{else}}{{b}}{{/if}}', ['a', 'b']],
    ['{{#list list}}{{step}} {{n}}{{/list}}', ['n']],
    ['{{#list lists}}{{step}}{{/list}}', ['lists']],
    ['{{objectiveText this}}', []],
    ['{{n n "one" "other"}}', []],
  ])('sees what %s lacks', (template, lacking) => {
    expect(placeholdersLacking(template, values)).toEqual(lacking);
    expect(() => Handlebars.parse(template)).not.toThrow();
  });

  test.each([
    ['300 journeys (9 %) failed: 3 in order', []],
    ['undefined of 3', ['undefined']],
    ['NaN %', ['NaN']],
    ['[object Object]', ['[object']],
    ['— of 300', ['—']],
    ['failed ()', ['()']],
    ['it ended: ', [': ']],
    ['in order,  and', ['  ']],
  ])('sees the hole of "%s"', (text, holes) => {
    expect(holesIn(text)).toEqual(holes);
  });

  test('knows a finding whose texts it never saw', () => {
    const finding: Finding = {
      ...{ id: 'unheard-of', status: 'note', variant: '', values: {}, evidence: [], experiments: [], reason: null },
    };
    expect(languages.ko.finding(finding)).toMatchObject({ title: 'unheard-of', what: '' });
    expect(findingRules.find(({ id }) => (id as string) === finding.id)).toBeUndefined();
  });
});
