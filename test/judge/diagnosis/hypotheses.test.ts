import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hypothesisRules, weighHypotheses } from '../../../lib/judge/diagnosis/all.ts';
import { growthOf } from '../../../lib/judge/diagnosis/growth.ts';
import type { Hypothesis, HypothesisRule } from '../../../lib/model/diagnosis.ts';
import type { LoadChange } from '../../../lib/model/finding.ts';
import type { Latency, ObjectiveResult, RunResult, StageResult, StepResult } from '../../../lib/model/result.ts';
import { catalogs } from '../../../reports/languages/catalog.ts';
import type { HypothesisTexts } from '../../../reports/languages/finding-texts.ts';
import { languageOf } from '../../../reports/languages/language.ts';
import { changed, type FlatResult } from '../../flat-result.ts';
import { anyResult } from '../findings/any-result.ts';
import { hasHangul, holesIn, placeholdersLacking } from '../findings/holes.ts';
import { latencyOf, sampleResult, withAccounting, withFailures } from '../findings/sample-result.ts';

const languages = { en: languageOf('en'), ko: languageOf('ko') } as const;
const codes = ['en', 'ko'] as const;
const sample = sampleResult();
const [low, high] = sample.series.stages as [StageResult, StageResult];
/** An objective that was missed: without one there is no limit to look for. */
const missed = sample.objectives.results.map((one): ObjectiveResult => ({ ...one, status: 'FAIL' }));
const broken = (changes: Partial<FlatResult> = {}): RunResult => sampleResult({ objectives: missed, ...changes });

/** Stages at 10/s and at 20/s (mean) whose steps' latencies grow by so much. */
function grown(
  factors: readonly [number, number, number],
  changes: Partial<FlatResult> = {},
  atLeast: Latency['atLeast'] = [],
): RunResult {
  const steps = high.steps.map((step, index) => ({
    ...step,
    latency: { ...latencyOf(step.n, factors[index]), atLeast },
  }));
  return broken({ stages: [low, { ...high, steps }], ...changes });
}
/** Journeys at 10/s that hardly overlap. */
const alone: StageResult = { ...low, inFlightMean: 0.6 };
const stepsWith = (changes: readonly Partial<StepResult>[]): StepResult[] =>
  sample.latency.steps.map((step, index) => ({ ...step, ...changes[index] }));
const busy = (completedRps: number, inFlightMean: number | null = 120.4): StageResult[] => [
  low,
  { ...high, completedRps, inFlightMean },
];

const weigh = (id: string, result: RunResult): Hypothesis | undefined =>
  weighHypotheses(result).find((one) => one.id === id);
const wordsOf = (one: Hypothesis | undefined) => (one ? languages.en.hypothesis(one) : undefined);

interface Case {
  readonly name: string;
  readonly result: RunResult;
  /** undefined where the hypothesis has nothing for it. */
  readonly supporting?: readonly string[];
  readonly opposing?: readonly string[];
  readonly title?: string;
  readonly change?: LoadChange;
  readonly settings?: Readonly<Record<string, string>>;
}

const lag = (p99Ms: number) => ({ n: 300, p50Ms: 1, p99Ms, maxMs: 300 });
const cpu = (meanCores: number) => ({ meanCores, maxCores: 2, cores: 2 });

const cases: Readonly<Record<string, readonly Case[]>> = {
  'generator-limit': [
    { name: 'has nothing for it where the generator kept up', result: broken() },
    {
      name: 'counts what was dropped while VUs were free, late starts and CPU',
      result: broken({
        accounting: { ...sample.accounting, dropped: 20, droppedByTarget: 15 },
        generator: { lag: lag(140), cpu: cpu(1.7), host: null },
      }),
      supporting: [
        '5 journeys were dropped while VUs were free',
        'one journey in a hundred began 140 ms or more after its planned time',
        'k6 used 85 % of its CPU',
      ],
      opposing: [],
      change: { options: { target: 'URL', 'allow-host': 'HOST' } },
      settings: {},
    },
    {
      name: 'has punctual starts and idle CPU against it',
      result: broken({
        accounting: { ...sample.accounting, dropped: 20, droppedByTarget: 15 },
        generator: { lag: lag(2), cpu: cpu(0.7), host: null },
      }),
      supporting: ['5 journeys were dropped while VUs were free'],
      opposing: ['99 of 100 journeys began within 2.00 ms of their planned time', 'k6 used only 35 % of its CPU'],
    },
    {
      name: 'does not blame it for drops whose cause is not known',
      result: broken({ accounting: { ...sample.accounting, dropped: 20, droppedByTarget: null }, generator: null }),
    },
  ],
  'step-capacity': [
    { name: 'has nothing for it where no step failed or slowed', result: broken() },
    {
      name: 'counts the failures of a step that failed more than the others, which later steps never saw',
      result: broken({ ...withFailures([30, 5, 0]), stages: [low] }),
      title: 'signup is the limit',
      supporting: ['30 of 300 attempts failed there, a higher ratio than at the other steps by more than chance'],
      opposing: ['later steps saw fewer journeys, so that nothing is known of them at this rate'],
      change: { options: {} },
    },
    { name: 'has nothing for it where failures are spread over the steps', result: broken(withFailures([30, 27, 31])) },
    {
      name: 'counts growth at one step where the others stayed',
      result: grown([10, 1, 1.2], withFailures([30, 0, 0])),
      title: 'signup is the limit',
      supporting: [
        '30 of 300 attempts failed there, a higher ratio than at the other steps by more than chance',
        'its p95 went from 48.6 ms at 10/s to 486 ms at 20/s',
        'the other steps hardly changed (charge × 1 and order × 1.2)',
      ],
      opposing: ['later steps saw fewer journeys, so that nothing is known of them at this rate'],
    },
    {
      name: 'finds the step that grew most where none failed',
      result: grown([1, 4, 1]),
      title: 'charge is the limit',
      supporting: [
        'its p95 went from 48.6 ms at 10/s to 194 ms at 20/s',
        'the other steps hardly changed (signup × 1 and order × 1)',
      ],
      opposing: [],
    },
    {
      name: 'says that it grew at least so much where requests never ended',
      result: grown([1, 4, 1], {}, ['p95Ms']),
      supporting: ['its p95 went from 48.6 ms at 10/s to at least 194 ms at 20/s'],
      opposing: [],
    },
    {
      name: 'has it against it that others grew as much',
      result: grown([5, 4, 1]),
      title: 'signup is the limit',
      supporting: ['its p95 went from 48.6 ms at 10/s to 243 ms at 20/s'],
      opposing: ['other steps grew as much (charge × 4), as they do when something is shared'],
    },
    {
      name: 'has it against it that the step did not slow, and blames no other that did for it',
      result: grown([1, 4, 1.1], withFailures([0, 0, 30])),
      title: 'order is the limit',
      supporting: ['30 of 300 attempts failed there, a higher ratio than at the other steps by more than chance'],
      opposing: ['its p95 did not grow with the rate (× 1.1)'],
    },
    {
      name: 'has nothing for it where a summary does not show when a step failed',
      result: broken({ steps: withFailures([30, 0, 0]).steps, series: null, source: 'summary', stages: [] }),
    },
    {
      name: 'has no other step to be worse than where there is one only',
      result: broken({ steps: stepsWith([{ failed: 30 }]).slice(0, 1) }),
    },
  ],
  'shared-resource': [
    { name: 'has nothing for it where steps did not grow', result: broken({ stages: busy(12) }) },
    { name: 'has nothing for it where one of them did not', result: grown([4, 1, 2]) },
    {
      name: 'counts growth of all steps, what was not completed, and what was in flight',
      result: grown([4, 3, 2], {
        stages: [low, { ...grown([4, 3, 2]).series.stages[1], completedRps: 12, inFlightMean: 120.4 } as StageResult],
        sameHost: true,
      }),
      supporting: [
        'the p95 of every step grew with the rate (signup × 4, charge × 3, and order × 2)',
        'journeys completed at 12/s where 20/s were offered',
        '120 journeys were in flight at once (mean of that stage)',
      ],
      opposing: ['k6 runs on the same cores as the target, and takes CPU from it'],
      change: { options: {} },
      settings: { DB_POOL_SIZE: '20' },
    },
    {
      name: 'counts it where every step grew at least twofold',
      result: grown([4, 3, 2], {}, ['p95Ms']),
      supporting: [
        'the p95 of every step grew with the rate (signup at least × 4, charge at least × 3, and order at least × 2)',
      ],
      opposing: [],
    },
    {
      name: 'names no setting of a target that is not the shop',
      result: grown([4, 3, 2], { target: { kind: 'url', url: 'https://example.com' } }),
      supporting: ['the p95 of every step grew with the rate (signup × 4, charge × 3, and order × 2)'],
      settings: {},
    },
  ],
  'slow-service': [
    { name: 'has nothing for it where the median is far below the limit', result: broken() },
    {
      name: 'counts a median of a quarter of the limit where journeys hardly overlap, and its part of the time',
      result: broken({
        stages: [
          { ...alone, steps: low.steps.map((step, index) => ({ ...step, latency: latencyOf(100, index ? 1 : 25) })) },
          high,
        ],
        steps: stepsWith([{ latency: latencyOf(300, 25) }]),
      }),
      title: 'signup takes long even without overload',
      supporting: [
        'its median is 247 ms already at 10/s, where journeys hardly overlapped: 30.8 % of the limit of 800 ms',
        'it takes 92.6 % of the time of all requests',
      ],
      opposing: [],
      change: { options: {} },
      settings: { BCRYPT_COST: '4' },
    },
    {
      name: 'has it against it that most of the time is waiting, and that the step costs little',
      result: broken({
        stages: [
          { ...alone, steps: low.steps.map((step, index) => ({ ...step, latency: latencyOf(100, index ? 1 : 25) })) },
          { ...high, steps: high.steps.map((step, index) => ({ ...step, latency: latencyOf(200, index ? 1 : 100) })) },
        ],
        steps: stepsWith([{ latency: latencyOf(300, 1) }, { latency: latencyOf(300, 10) }]),
      }),
      supporting: [
        'its median is 247 ms already at 10/s, where journeys hardly overlapped: 30.8 % of the limit of 800 ms',
      ],
      opposing: [
        'most of its time at the highest rate is waiting: 987 ms against 247 ms',
        'it takes only 8.3 % of the time of all requests',
      ],
    },
    {
      name: 'asks another step for one journey a second',
      result: broken({
        stages: [
          {
            ...alone,
            steps: low.steps.map((step, index) => ({ ...step, latency: latencyOf(100, index === 1 ? 25 : 1) })),
          },
          high,
        ],
        steps: stepsWith([{}, { latency: latencyOf(300, 25) }]),
      }),
      title: 'charge takes long even without overload',
      supporting: [
        'its median is 247 ms already at 10/s, where journeys hardly overlapped: 30.8 % of the limit of 800 ms',
        'it takes 92.6 % of the time of all requests',
      ],
      change: { options: { rate: '1', duration: '2m' } },
      settings: {},
    },
    ...[
      { what: 'journeys overlap', change: { inFlightMean: 1.4 } },
      { what: 'less was completed than was offered', change: { completedRps: 5 } },
      { what: 'journeys were dropped', change: { dropped: 1 } },
      { what: 'journeys were unfinished', change: { unfinished: 1 } },
      { what: 'journeys failed', change: { failed: 2 } },
      { what: 'it is not known how many were open', change: { inFlightMean: null } },
    ].map(({ what, change }) => ({
      name: `claims nothing of a stage in which ${what}`,
      result: broken({
        stages: [{ ...alone, ...change, steps: low.steps.map((step) => ({ ...step, latency: latencyOf(100, 25) })) }],
      }),
    })),
    { name: 'needs a limit of latency', result: broken({ objectives: missed.slice(1) }) },
    { name: 'needs stages', result: broken({ stages: [] }) },
  ],
};

describe('the hypotheses', () => {
  const files = readdirSync(new URL('../../../lib/judge/diagnosis/', import.meta.url))
    .map((name) => name.replace(/\.ts$/, ''))
    .filter((name) => !['all', 'growth'].includes(name));

  test('are all registered, once, each under the name of its file, and have cases here', async () => {
    expect(hypothesisRules.map(({ id }) => id).sort()).toEqual(files.sort());
    expect(Object.keys(cases).sort()).toEqual(files.sort());
    for (const file of files) {
      const module = (await import(`../../../lib/judge/diagnosis/${file}.ts`)) as { default: HypothesisRule };
      expect(module.default.id).toBe(file);
    }
  });

  test('are none for a run that met everything, however it fared otherwise', () => {
    const dropped = withAccounting({ dropped: 20, droppedByTarget: 0 }, { stages: busy(1) });
    expect(weighHypotheses(sample)).toEqual([]);
    expect(weighHypotheses(dropped)).toEqual([]);
    expect(weighHypotheses(changed(dropped, { objectives: missed }))).not.toEqual([]);
  });

  test.each(['interrupted', 'aborted', 'target-died'] as const)('are none for a run that was %s', (kind) => {
    const ending = { kind, detail: 'why', k6ExitCode: null };
    expect(weighHypotheses(grown([4, 3, 2], { ending }))).toEqual([]);
    expect(weighHypotheses(grown([4, 3, 2]))).not.toEqual([]);
  });

  test('are none without figures', () => {
    expect(weighHypotheses(broken({ source: 'none', stages: busy(1) }))).toEqual([]);
  });

  test('stand in the order of what speaks for them, less what speaks against', () => {
    const weights = fc
      .sample(anyResult, { numRuns: 1_500, seed: 2 })
      .map((result) => changed(result, { objectives: missed, ending: sample.run.ending, source: 'samples' }))
      .map((result) => weighHypotheses(result).map(({ supporting, opposing }) => supporting.length - opposing.length));
    expect(weights.filter((list) => list.length > 1).length).toBeGreaterThan(10);
    for (const list of weights) expect(list).toEqual(list.toSorted((a, b) => b - a));
  });
});

describe.each(Object.entries(cases))('%s', (id, rows) => {
  test.each(rows.map((row) => [row.name, row] as const))('%s', (_name, row) => {
    const weighed = weigh(id, row.result);
    const words = wordsOf(weighed);
    if (row.supporting === undefined) {
      expect(words).toBeUndefined();
      return;
    }
    expect(words?.supporting).toEqual(expect.arrayContaining([...row.supporting]));
    if (row.opposing !== undefined) {
      expect(words?.supporting).toEqual(row.supporting);
      expect(words?.opposing).toEqual(row.opposing);
    }
    if (row.title !== undefined) expect(words?.title).toBe(row.title);
    if (row.change !== undefined) expect(weighed?.experiment.change).toEqual(row.change);
    if (row.settings !== undefined) expect(weighed?.experiment.settings).toEqual(row.settings);
  });
});

describe('the texts', () => {
  const results = [
    ...Object.values(cases).flatMap((rows) => rows.map(({ result }) => result)),
    ...fc.sample(anyResult, { numRuns: 1_500, seed: 3 }),
  ];
  const weighed = results.flatMap((result) => weighHypotheses(result));

  test.each(hypothesisRules.map((rule) => [rule.id, rule] as const))('of %s are complete in both languages', (id) => {
    const own = weighed.filter((one) => one.id === id);
    const used = new Set(
      own.flatMap(({ supporting, opposing }) => [...supporting, ...opposing].map(({ text }) => text)),
    );
    for (const code of codes) {
      const { title, statements, experiment } = catalogs[code].diagnosis[id] as HypothesisTexts;
      expect(Object.keys(statements).sort()).toEqual([...used].sort());
      for (const hypothesis of own) {
        for (const text of [title, experiment]) expect(placeholdersLacking(text, hypothesis.values)).toEqual([]);
        for (const { text, values } of [...hypothesis.supporting, ...hypothesis.opposing]) {
          expect(placeholdersLacking((statements as Readonly<Record<string, string>>)[text] ?? '', values)).toEqual([]);
        }
        const words = languages[code].hypothesis(hypothesis);
        for (const text of [words.title, words.experiment, ...words.supporting, ...words.opposing]) {
          expect(holesIn(text)).toEqual([]);
          expect(text).not.toBe('');
          if (code === 'ko') expect(hasHangul(text)).toBe(true);
        }
      }
    }
  });
});

describe('growth', () => {
  const few = (stage: StageResult): StageResult => ({
    ...stage,
    steps: stage.steps.map((step) => ({ ...step, n: 71 })),
  });

  test('is that of the p95 from the stage of the lowest mean rate to that of the highest', () => {
    const {
      series: { stages },
    } = grown([2, 3, 4]);
    expect(growthOf(changed(sample, { stages: [...stages].reverse() }))).toEqual(
      ['signup', 'charge', 'order'].map((step, index) => ({
        ...{ step, lowRps: 10, highRps: 20, lowP95Ms: 48.6, highP95Ms: 48.6 * (index + 2) },
        ratio: (48.6 * (index + 2)) / 48.6,
        isAtLeast: false,
      })),
    );
  });

  test.each<[what: string, stages: StageResult[]]>([
    ['one stage', [low]],
    ['no stages', []],
    ['rates that are nearly the same', [low, { ...low, toRps: 11 }]],
    [
      'stages of a few requests',
      [low, { ...high, requests: { name: '', n: 71, failed: 0, unknown: 0, latency: latencyOf(19) } }],
    ],
    ['steps of a few requests', [low, few(high)]],
    ['stages that take no time', [low, { ...high, shape: 'step' }]],
    [
      'latencies of zero',
      [{ ...low, steps: low.steps.map((step) => ({ ...step, latency: latencyOf(100, 0) })) }, high],
    ],
  ])('is not to be had of %s', (_what, stages) => {
    expect(growthOf(changed(sample, { stages }))).toEqual([]);
  });
});
