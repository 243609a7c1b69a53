import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { judgeRun } from '../../lib/app/evaluate-run.ts';
import { baselineLine, describeBaseline } from '../../lib/cli/terminal/print-baseline.ts';
import { differencesOf } from '../../lib/judge/compare/comparability.ts';
import { defaultTerms } from '../../lib/judge/compare/compare-metric.ts';
import { compareRuns } from '../../lib/judge/compare/compare-runs.ts';
import { calibrationSchema } from '../../lib/model/calibration.ts';
import { capacitySchema } from '../../lib/model/capacity.ts';
import { type Baseline, baselineSchema, comparisonSchema } from '../../lib/model/comparison.ts';
import { confirmationSchema } from '../../lib/model/confirmation.ts';
import { environmentSchema } from '../../lib/model/environment.ts';
import { type Experiment, experimentSchema } from '../../lib/model/experiment.ts';
import type { DeepReadonly } from '../../lib/model/fields.ts';
import type { JudgedRun } from '../../lib/model/judged-run.ts';
import { overloadSchema } from '../../lib/model/overload.ts';
import { planSchema, type RunPlan } from '../../lib/model/plan.ts';
import { resultSchema } from '../../lib/model/result.ts';
import { type RunFacts, runFactsSchema } from '../../lib/model/run-facts.ts';
import { sweepSchema } from '../../lib/model/sweep.ts';
import { type Verdict, verdictSchema } from '../../lib/model/verdict.ts';
import { buildResult } from '../../lib/results/build-result.ts';
import { subjectOfPlan } from '../../lib/results/run-context.ts';
import { randomOf } from '../../lib/stats/random.ts';
import type { Document } from '../../reports/document.ts';
import { formatNames } from '../../reports/formats/formats.ts';
import type { Language } from '../../reports/languages/language.ts';
import { comparisonView } from '../../reports/views/comparison.ts';
import { experimentView } from '../../reports/views/experiment.ts';
import { runView } from '../../reports/views/run.ts';
import { comparedResult, setOf } from '../judge/compare/runs.ts';
import { completed, originMs, scratchFolder } from '../results/samples/samples-file.ts';
import { smallCsv, smallPlan } from '../results/small-run.ts';
import { fieldsOf, replaced } from '../store/stored-fields.ts';
import { forbidden } from './escapes.ts';
import { sampleCapacity, sampleConfirmation, sampleOverload, sampleSweep } from './experiment-samples.ts';
import { calibration, experiment } from './experiments.ts';
import { languages, sampleEnvironment, troubled } from './inputs.ts';
import { renderers } from './renderers.ts';
import { fullComparison, watchedResult } from './watched.ts';

const { write } = scratchFolder();

const odd: readonly unknown[] = [
  ...[1e308, 1e99, -1, 0, 0.5, {}, [], null],
  ...['\u001b]0;x\u0007', '::error::x', '<script>alert(1)</script>', 'constructor'],
];

const gate: Verdict = {
  ...{ schemaVersion: 2, validity: 'VALID', objectives: 'FAIL', baseline: 'WORSE', exitCode: 4, aboveRps: 40 },
  gate: {
    runs: { base: 5, candidate: 5 },
    missed: { base: 0, candidate: 2 },
    failures: [{ kind: 'target-died', base: 0, candidate: 1 }],
    repeated: [{ name: 'r1', label: 'pair 1, base', because: ['noisy-host'] }],
  },
};
const comparison = fullComparison();
const gated = { experiment, comparison, verdict: gate };
const ofKind = (kind: Experiment['kind']) => ({ experiment: { ...experiment, kind } });
const sets = ['main', 'next'].map((name) =>
  setOf(name, [comparedResult({ failed: name.length }), comparedResult({ p50Ms: 60 }), comparedResult()]),
) as [Baseline, Baseline];

const poisson = { ...smallPlan, arrival: { ...smallPlan.arrival, seed: 5 } };
const facts: RunFacts = {
  ...completed,
  clockStepMs: 5,
  parts: [{ runner: 'local', samples: 'samples.csv.gz', summary: 'summary.json', log: 'k6.log' }],
  collectors: [{ id: 'cpu-profile', absentBecause: 'nobody asked for it' }],
  preCheck: watchedResult().responses?.preCheck,
  integrity: { ok: false, checks: [{ name: 'stock', expected: 1, actual: 2, ok: false }] },
  integrityTrouble: 'no answer',
};
const signals = ['host-cpu busy', 'host-cpu total', 'host-cpu steal', 'generator-cpu cpu', 'node-runtime gc'].flatMap(
  (key) => {
    const [source = '', channel = ''] = key.split(' ');
    return [0, 600, 1_200, 1_800].map((atMs, value) => ({ atMs: originMs + atMs, source, channel, value }));
  },
);

/** A run as it is made again of its files. */
async function rebuilt(plan: RunPlan, facts: RunFacts, lines: readonly unknown[]): Promise<JudgedRun> {
  const files = {
    ...{ samples: [write('samples.csv', smallCsv)], summary: undefined, k6Log: undefined },
    signals: write('signals.ndjson', lines.map((line) => `${JSON.stringify(line)}\n`).join('')),
  };
  const result = await buildResult(subjectOfPlan(plan), files, facts);
  const stored: unknown = JSON.parse(JSON.stringify(result));
  expect(resultSchema.parse(stored)).toEqual(stored);
  return judgeRun(result, sampleEnvironment);
}

type Page = Document | string;
interface Row {
  readonly document: object;
  /** How many of the values that are read are shown. */
  readonly cases: number;
  /** What is shown of it in a language; undefined where it is refused. */
  pagesOf(json: unknown, language: Language): readonly Page[] | undefined | Promise<readonly Page[]>;
}

/** @param show a document as it was read */
const row = <Schema extends z.ZodType>(
  schema: Schema,
  document: object,
  cases: number,
  show: (read: DeepReadonly<z.output<Schema>>, language: Language) => readonly Page[] | Promise<readonly Page[]>,
): Row => ({
  document,
  cases,
  pagesOf: (json, language) => {
    const { success, data } = schema.safeParse(json);
    return success ? show(data as DeepReadonly<z.output<Schema>>, language) : undefined;
  },
});

/** Each document that is read, and what is shown of it. */
const rows: Readonly<Record<string, Row>> = {
  'result.json': row(resultSchema, watchedResult(), 25, (result, language) => [
    runView(judgeRun(result, sampleEnvironment), language),
  ]),
  'environment.json': row(environmentSchema, sampleEnvironment, 8, (environment, language) => [
    runView(judgeRun(troubled, environment), language),
  ]),
  'plan.json': row(planSchema, poisson, 20, async (plan, language) => [
    runView(await rebuilt(plan, facts, signals), language),
  ]),
  'run.json': row(runFactsSchema, facts, 10, async (read, language) => [
    runView(await rebuilt(smallPlan, read, signals), language),
  ]),
  'signals.ndjson': {
    ...{ document: signals, cases: 15 },
    pagesOf: async (lines, language) => [
      runView(await rebuilt(smallPlan, facts, Object.values(lines as object)), language),
    ],
  },
  'comparison.json': row(comparisonSchema, comparison, 25, (read, language) => [
    experimentView({ ...gated, comparison: read }, language),
    comparisonView(read, language),
  ]),
  'experiment.json': row(experimentSchema, experiment, 25, (read, language) => [
    experimentView({ ...gated, experiment: read }, language),
  ]),
  'verdict.json': row(verdictSchema, gate, 20, (verdict, language) => [
    experimentView({ ...gated, verdict }, language),
    experimentView({ ...ofKind('capacity'), capacity: sampleCapacity, verdict }, language),
  ]),
  'calibration.json': row(calibrationSchema, calibration, 25, (read, language) => [
    experimentView({ ...ofKind('calibration'), calibration: read }, language),
  ]),
  'capacity.json': row(capacitySchema, sampleCapacity, 40, (capacity, language) => [
    experimentView({ ...ofKind('capacity'), capacity, verdict: gate }, language),
  ]),
  'overload.json': row(overloadSchema, sampleOverload, 40, (overload, language) => [
    experimentView({ ...ofKind('overload'), overload }, language),
  ]),
  'sweep.json': row(sweepSchema, sampleSweep, 40, (sweep, language) => [
    experimentView({ ...ofKind('sweep'), sweep }, language),
  ]),
  'confirmation.json': row(confirmationSchema, sampleConfirmation, 40, (confirmation, language) => [
    experimentView({ ...ofKind('diagnosis'), confirmation }, language),
  ]),
  'baseline.json': row(baselineSchema, sets[0], 30, (read, language) => {
    const compared = (a: Baseline, b: Baseline) =>
      comparisonView(compareRuns(a, b, differencesOf(a.fingerprint, b.fingerprint), defaultTerms), language);
    return [describeBaseline(read), baselineLine(read), compared(read, sets[1]), compared(sets[1], read)];
  }),
};

const holes = /undefined|\bNaN\b|\[object |Infinity|∞|native code/;
/** Without the result as JSON, in which everything is as it was. */
const readable = (text: string): string => text.replace(/<style>[\s\S]*?<\/style>|<script[\s\S]*?<\/script>/g, '');

/** That it can be shown in every format, and that no value in it does any harm. */
function expectShown(page: Page, about: string): void {
  if (typeof page === 'string') {
    // It goes through the one door to the terminal.
    expect(page, about).not.toMatch(holes);
    return;
  }
  for (const format of formatNames) {
    const text = renderers[format](page).replaceAll('\r\n', '\n');
    expect(text, `${about} as ${format}`).not.toMatch(forbidden);
    if (format === 'json') continue;
    expect(readable(text), `${about} as ${format}`).not.toMatch(holes);
    expect(text, `${about} as ${format}`).not.toMatch(/^\s*::/m);
    if (format !== 'terminal' && format !== 'csv') expect(readable(text), about).not.toContain('<script');
  }
}

describe('a value that does not belong into a stored document is refused, or shown without harm', () => {
  test.each(Object.entries(rows))('%s', async (name, { document, cases, pagesOf }) => {
    const plain: unknown = JSON.parse(JSON.stringify(document));
    const random = randomOf(name.length);
    const tries = fieldsOf(plain)
      .flatMap(({ path }) => odd.map((value) => ({ path, value, at: random() })))
      .sort((a, b) => a.at - b.at);
    let shown = 0;
    for (const { path, value } of tries) {
      const language = languages[shown % 2 === 0 ? 'en' : 'ko'];
      const pages = await pagesOf(replaced(plain, path, value), language);
      for (const page of pages ?? []) expectShown(page, `${path.join('.')} of ${JSON.stringify(value)}`);
      if (pages !== undefined && ++shown === cases) break;
    }
    expect(shown).toBe(cases);
  });

  test.each<[file: string, field: string, value: unknown]>([
    ['result.json', 'objectives.integrity.checks.0.name', 'constructor'],
    ['result.json', 'latency.steps.0.name', 'constructor'],
    ['result.json', 'signals.absent.0.source', 'constructor'],
    ['result.json', 'load.fixtures', { mode: 'constructor', count: 1, duplicates: 0 }],
    ['result.json', 'series.windows.heat.boundsMs', []],
    ['comparison.json', 'differences.0.name', 'constructor'],
    ['run.json', 'integrity.checks.0.name', '__proto__'],
  ])('%s: %s may be %j', async (file, field, value) => {
    const { document, pagesOf } = rows[file] as Row;
    const plain: unknown = JSON.parse(JSON.stringify(document));
    const pages = await pagesOf(replaced(plain, field.split('.'), value), languages.en);
    expect(pages).toBeDefined();
    for (const page of pages ?? []) expectShown(page, field);
  });

  test.each<[file: string, field: string, value: unknown]>([
    ['result.json', 'series.windows.windowMs', 0],
    ['result.json', 'series.windows.windowMs', 1e308],
    ['result.json', 'series.windows.heat.columnMs', 0],
    ['result.json', 'series.windows.heat.boundsMs.0', 0],
    ['result.json', 'series.windows.heat.counts.0.0', -1],
    ['result.json', 'latency.distributions.0.points.1.q', 1e308],
    ['result.json', 'latency.distributions.0.points.1.ms', 1e308],
    ['result.json', 'accounting.ok', -1e308],
    ['environment.json', 'target.settings.BCRYPT_COST', {}],
    ['baseline.json', 'fingerprint.settings', 'x'],
    ['baseline.json', 'fingerprint.settings', 'null'],
    ['calibration.json', 'fingerprint.settings', '[]'],
    ['plan.json', 'arrival.startRate', 1e99],
    ['plan.json', 'arrival.stages.0.durationMs', 1e99],
  ])('%s: %s is never %j', async (file, field, value) => {
    const { document, pagesOf } = rows[file] as Row;
    expect(await pagesOf(replaced(JSON.parse(JSON.stringify(document)), field.split('.'), value), languages.en)).toBe(
      undefined,
    );
  });
});
