import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findingRules, judgeFindings, reportableFindings } from '../../../lib/judge/findings/all.ts';
import { judge } from '../../../lib/judge/verdict/verdict.ts';
import { type AnyFindingRule, defineFinding, type Finding, passes } from '../../../lib/model/finding.ts';
import { languageOf } from '../../../reports/languages/language.ts';
import { cases } from './cases.ts';
import { sampleResult, withAccounting } from './sample-result.ts';

const english = languageOf('en');
const korean = languageOf('ko');
/** Files of the folder that are no rules. */
const shared = [
  ...['all', 'count-above', 'drop-blame', 'failure-blocks', 'objective-values', 'plateaus', 'response-groups'],
  ...['stage-objectives', 'stopped-run'],
];

describe('the rules', () => {
  const files = readdirSync(new URL('../../../lib/judge/findings/', import.meta.url))
    .map((name) => name.replace(/\.ts$/, ''))
    .filter((name) => !shared.includes(name));

  test('are all registered, once, each under the name of its file', async () => {
    expect(findingRules.map(({ id }) => id).sort()).toEqual(files.sort());
    for (const file of files) {
      const module = (await import(`../../../lib/judge/findings/${file}.ts`)) as { default: AnyFindingRule };
      expect(module.default.id).toBe(file);
    }
  });

  test('all have cases here', () => {
    expect(Object.keys(cases).sort()).toEqual(files.sort());
  });

  test('cover the validity checks of the field, but for those that need signals (state drift, clock skew)', () => {
    const checks = new Set(findingRules.flatMap(({ check }) => check ?? []));
    const all = Array.from({ length: 19 }, (_, i) => `V${String(i + 1).padStart(2, '0')}`);
    expect([...checks].sort()).toEqual(all.filter((check) => !['V14', 'V16'].includes(check)));
  });

  test('tell of a run in which all went well what held and what it cost, nothing else', () => {
    const reported = reportableFindings(judgeFindings(sampleResult()));
    expect(reported.map(({ id, status }) => [id, status])).toEqual([
      ['sustainable-range', 'note'],
      ['cost-by-step', 'note'],
    ]);
  });

  test('tell what spoils the measurement first, and a cause before what it brings about', () => {
    const result = withAccounting({ exceptions: 3, missing: 100 }, { sameHost: true, hasSummary: false });
    const ids = reportableFindings(judgeFindings(result)).map(({ id }) => id);
    expect(ids).toEqual([
      ...['script-exceptions', 'missing-summary', 'inconsistent-accounting'],
      ...['sustainable-range', 'cost-by-step', 'same-host'],
    ]);
  });
});

describe.each(Object.entries(cases))('%s', (id, rows) => {
  const rule = findingRules.find((one) => one.id === id);

  test.each(rows.map((row) => [row.name, row] as const))('%s', (_name, row) => {
    const {
      result,
      differences = null,
      status,
      reason,
      variant,
      says = [],
      saysKorean = [],
      saysNot = [],
      evidence,
      experiments,
    } = row;
    const [finding] = judgeFindings(result, differences, rule ? [rule] : []) as [Finding];
    expect({ status: finding.status, reason: finding.reason }).toEqual({ status, reason: reason ?? null });
    if (variant !== undefined) expect(finding.variant).toBe(variant);
    const { what } = english.finding(finding);
    for (const words of says) expect(what).toContain(words);
    for (const words of saysNot) expect(what).not.toContain(words);
    for (const words of saysKorean) expect(korean.finding(finding).what).toContain(words);
    if (evidence !== undefined) {
      expect(finding.evidence).toEqual(evidence.map((one) => expect.objectContaining(one)));
    }
    if (experiments !== undefined) expect(finding.experiments.map(({ change }) => change)).toEqual(experiments);
  });

  test('has a case for each way in which it can end that it has', () => {
    const statuses = new Set(rows.map(({ status }) => status));
    // Checks of signals that are not collected can never look; one that always tells has nothing to pass.
    const alwaysTells = ['cost-by-step', 'sustainable-range'].includes(id);
    const alwaysLooks = ['no-samples', 'objective-without-data', 'summary-export-shape'].includes(id);
    expect(statuses.has('pass')).toBe(!alwaysTells);
    expect(statuses.has('not-applicable')).toBe(!alwaysLooks);
    const finds = ['invalid', 'suspect', 'fail', 'note'].some((status) => statuses.has(status as Finding['status']));
    expect(finds).toBe(true);
  });
});

describe('a rule', () => {
  const broken = defineFinding({
    id: 'failing-step',
    needs: ['latency'],
    judge: () => {
      throw new Error('no such step');
    },
  });

  test('that throws becomes an error of its own, the others go on, and the run is SUSPECT', () => {
    const findings = judgeFindings(sampleResult(), null, [broken, ...findingRules]);
    expect(findings).toHaveLength(findingRules.length + 1);
    expect(findings[0]).toEqual({
      ...{ id: 'failing-step', status: 'error', variant: '', values: {}, evidence: [], experiments: [] },
      reason: 'Error: no such step',
    });
    expect(judge(sampleResult(), findings)).toMatchObject({ validity: 'SUSPECT', objectives: 'PASS' });
    expect(reportableFindings(findings)[0]?.status).toBe('error');
    expect(english.finding(findings[0] as Finding).what).toBe('this check failed: Error: no such step');
    expect(korean.finding(findings[0] as Finding).what).toBe('이 점검이 실패했습니다: Error: no such step');
  });

  test('is handed what it declares to need, and nothing else', () => {
    const seen: string[][] = [];
    const curious = defineFinding({
      id: 'curious',
      needs: ['latency', 'run'],
      judge: (input) => {
        seen.push(Object.keys(input).sort());
        return passes;
      },
    });
    judgeFindings(sampleResult(), null, [curious]);
    expect(seen).toEqual([['latency', 'run']]);
  });

  test.each(findingRules.map((rule) => [rule.id, rule] as const))(
    '%s needs all that it declares, and says the same of it alone',
    (_id, rule) => {
      const touched = new Set<string>();
      const all = Object.values(cases).flat();
      for (const { result, differences = null } of all) {
        const whole = { ...result, differences };
        const input = Object.fromEntries(rule.needs.map((key) => [key, whole[key]]));
        const watched = new Proxy(input, {
          get: (target, key) => {
            touched.add(String(key));
            return Reflect.get(target, key);
          },
        });
        expect(rule.judge(watched as never)).toEqual(rule.judge(whole));
      }
      expect([...touched].sort()).toEqual([...rule.needs].sort());
    },
  );
});
