import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeRun } from '../../lib/app/evaluate-run.ts';
import { resultSchema } from '../../lib/model/result.ts';
import { buildResult } from '../../lib/results/build-result.ts';
import { foreignSubject, subjectOfPlan } from '../../lib/results/run-context.ts';
import { readSummary, summaryIfAny } from '../../lib/results/summary.ts';
import { parseThreshold } from '../../lib/results/threshold-expression.ts';
import { formatNames } from '../../reports/formats/formats.ts';
import { runView } from '../../reports/views/run.ts';
import { codes, languages } from '../reports/inputs.ts';
import { renderers } from '../reports/renderers.ts';
import { withOtherValue } from '../store/stored-fields.ts';
import { damaged } from './mutations.ts';
import { tally, tryTo } from './refusal.ts';
import { completed, scratchFolder } from './samples/samples-file.ts';
import { smallPlan } from './small-run.ts';

const { write } = scratchFolder();

const handled = readFileSync(fileURLToPath(new URL('../fixtures/cases/case1.summary.json', import.meta.url)));
const exported = Buffer.from(
  JSON.stringify({
    metrics: {
      http_req_duration: { avg: 1, 'p(95)': 9, thresholds: { 'p(95)<8': true } },
      checks: { passes: 1, fails: 2, value: 0.3 },
    },
    root_group: {
      ...{ name: '', checks: {} },
      groups: { g: { groups: {}, checks: { a: { name: 'a', passes: 1, fails: 0 } } } },
    },
  }),
);

test('a summary, whatever it is, is read or refused in one line', () => {
  const { of, expectBoth } = tally();
  fc.assert(
    fc.property(damaged(handled, exported), (bytes) => {
      const path = write('summary.json', bytes);
      const summary = of(tryTo(() => readSummary(path)));
      expect(summaryIfAny(path)).toEqual(summary);
      if (summary === undefined) return;
      for (const [name, { values, thresholds }] of Object.entries(summary.metrics)) {
        expect(Object.values(values).every((value) => value === null || Number.isFinite(value))).toBe(true);
        for (const expression of Object.keys(thresholds)) parseThreshold(name, expression);
      }
    }),
    { numRuns: 10_000 },
  );
  expectBoth();
});

const known = { ...smallPlan.scenario, objectives: smallPlan.objectives };
const subjects = [
  subjectOfPlan(smallPlan),
  foreignSubject({ scenario: known, load: smallPlan }),
  foreignSubject({ scenario: undefined, load: undefined }),
];
const holes = /undefined|\bNaN\b|\[object |Infinity|∞/;
const readable = (text: string) => text.replace(/<style>[\s\S]*?<\/style>|<script[\s\S]*?<\/script>/g, '');

test('whatever summary is read, its result can be written, read again, judged and shown', async () => {
  let shown = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        damaged(handled, exported),
        ...[handled, exported].map((bytes) => withOtherValue(JSON.parse(`${bytes}`))),
      ),
      fc.constantFrom(...subjects),
      fc.constantFrom(...codes),
      async (bytes, subject, code) => {
        const path = write('summary.json', bytes);
        const summary = tryTo(() => readSummary(path));
        if (summary === undefined) return;
        const files = { samples: [], summary, k6Log: undefined, signals: undefined };
        const result = await buildResult(subject, files, subject.origin === 'foreign' ? undefined : completed);
        const stored: unknown = JSON.parse(JSON.stringify(result));
        expect(resultSchema.safeParse(stored)).toEqual({ success: true, data: stored });
        const run = judgeRun(result, undefined);
        expect(run.findings.filter(({ status }) => status === 'error')).toEqual([]);
        if (shown++ % 4 > 0) return;
        const document = runView(run, languages[code]);
        for (const format of formatNames) {
          const text = renderers[format](document);
          if (format !== 'json') expect(readable(text)).not.toMatch(holes);
        }
      },
    ),
    { numRuns: 600 },
  );
  expect(shown).toBeGreaterThan(100);
});
