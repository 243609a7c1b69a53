import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeFindings } from '../../lib/judge/findings/all.ts';
import { judge } from '../../lib/judge/verdict/verdict.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import { buildResult } from '../../lib/results/build-result.ts';
import { foreignSubject, type RunSubject, subjectOfPlan } from '../../lib/results/run-context.ts';
import { readSummary, type Summary } from '../../lib/results/summary.ts';
import { withOtherValue } from '../store/stored-fields.ts';
import { type Fate, type Journey, journeyOf, rowsOf } from './journey-rows.ts';
import { anyMutation, damaged, mutated, mutation } from './mutations.ts';
import { tally, tryTo, tryToAsync } from './refusal.ts';
import { columns, completed, line, originMs, planOf, type Row, scratchFolder } from './samples/samples-file.ts';

const { write } = scratchFolder();
const plan = planOf({ executor: 'constant-arrival-rate', rateRps: 10, durationMs: 10_000 });

/** A hundred journeys, of which two in five fare as told. */
function runOf(kind: Fate['kind'], slowMs = 20): { rows: Row[]; summary: Summary; summaryBytes: Buffer } {
  const journeys = Array.from({ length: 100 }, (_, index) => {
    const isOne = index % 5 < 2;
    return journeyOf(
      {
        kind: isOne ? kind : 'ok',
        ...{ atMs: (index + 1) * 100, step: 2, isTimeout: false, blockedMs: [1, 0, 0] },
        durationsMs: [20, 5, isOne ? slowMs : 9],
      },
      index,
    );
  });
  const summaryBytes = summaryOf(journeys);
  const summary = readSummary(write('summary.json', summaryBytes));
  return { rows: rowsOf(journeys, { originMs }), summary, summaryBytes };
}

const damagedJson = (bytes: Buffer) => withOtherValue(JSON.parse(bytes.toString()));

/** As k6 would count them. */
function summaryOf(journeys: readonly Journey[]): Buffer {
  const requests = journeys.flatMap((journey) => journey.requests);
  const are = (...kinds: Fate['kind'][]) => journeys.filter(({ kind }) => kinds.includes(kind)).length;
  const counts = {
    http_reqs: requests.length,
    iterations: journeys.filter(({ endMs }) => endMs !== undefined).length,
    journeys_started: journeys.length - are('dropped'),
    journeys_ok: are('ok'),
    journeys_failed: are('failed', 'body', 'threw'),
    dropped_iterations: are('dropped'),
  };
  const failed = requests.filter(({ hasFailed }) => hasFailed).length;
  const metrics = {
    // A counter that never counted is not there.
    ...Object.fromEntries(
      Object.entries(counts).flatMap(([name, count]) =>
        count === 0 ? [] : [[name, { type: 'counter', values: { count } }]],
      ),
    ),
    checks: { type: 'rate', values: { passes: requests.length - failed, fails: failed } },
  };
  return Buffer.from(JSON.stringify({ metrics, root_group: { checks: [] } }));
}

const good = runOf('ok');
const bad = {
  'two in five failed': runOf('failed'),
  'two in five were dropped': runOf('dropped'),
  'two in five were interrupted': runOf('unfinished'),
};
const slow = runOf('ok', 2_000);

const ours = subjectOfPlan(plan);
const foreign = foreignSubject({ scenario: { ...plan.scenario, objectives: plan.objectives }, load: plan });

const textOf = (lines: readonly string[]) => Buffer.from([columns, ...lines].map((text) => `${text}\n`).join(''));

/** The verdict on the samples; undefined when they are refused, as no run then comes to one. */
async function verdictOf(
  subject: RunSubject,
  content: Buffer,
  summary: Summary | undefined,
): Promise<Verdict | undefined> {
  const samples = write('samples', content);
  return tryToAsync(async () => {
    const files = { samples: [samples], summary, k6Log: undefined, signals: undefined };
    const isForeign = subject.origin === 'foreign';
    const result = await buildResult(
      isForeign ? { ...subject, originMs } : subject,
      files,
      isForeign ? undefined : completed,
    );
    return judge(result, judgeFindings(result));
  });
}
const isBetterThanTrue = (verdict: Verdict | undefined) =>
  verdict?.validity === 'VALID' && verdict.objectives === 'PASS';

/** Metrics of which each row has a part in the verdict. */
const read = [
  'journeys_started',
  'journeys_ok',
  'journeys_failed',
  'dropped_iterations',
  'http_req_duration',
  'checks',
  'iteration_duration',
];

/** Lines that are lost: single ones, all of a metric, all of a step, or all in a stretch of time. */
const loss = fc.oneof(
  fc.record({
    kind: fc.constant('single' as const),
    seed: fc.integer(),
    share: fc.constantFrom(0.002, 0.02, 0.3, 0.9),
  }),
  fc.record({
    kind: fc.constant('word' as const),
    word: fc.constantFrom(...read, 'signup', 'order', 'false', 'true', 'status 500', '20.000000', '2000.000000'),
  }),
  fc.record({
    kind: fc.constant('stretch' as const),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.constantFrom(0.001, 0.01, 0.2, 0.7),
  }),
);
type Loss = typeof loss extends fc.Arbitrary<infer Value> ? Value : never;

function without(lines: readonly string[], one: Loss): string[] {
  if (one.kind === 'word') return lines.filter((text) => !text.includes(one.word));
  if (one.kind === 'stretch') {
    const from = Math.floor(one.from * lines.length);
    const to = from + Math.max(1, Math.floor(one.length * lines.length));
    return lines.filter((_, index) => index < from || index >= to);
  }
  return lines.filter((_, index) => Math.abs(Math.sin(one.seed + index * 12.9898) * 43_758.5453) % 1 >= one.share);
}

describe('the verdict on a run whose samples are whole', () => {
  test.each<[string, { rows: Row[]; summary: Summary }, Partial<Verdict>]>([
    ['all went well', good, { validity: 'VALID', objectives: 'PASS' }],
    ['two in five failed', bad['two in five failed'], { objectives: 'FAIL' }],
    ['two in five were dropped', bad['two in five were dropped'], { objectives: 'FAIL' }],
    ['two in five were interrupted', bad['two in five were interrupted'], { objectives: 'FAIL' }],
    ['two in five were slow', slow, { validity: 'VALID', objectives: 'FAIL' }],
  ])('is the true one: %s', async (_name, { rows, summary }, expected) => {
    const content = textOf(rows.map(line));
    expect(await verdictOf(ours, content, summary)).toMatchObject(expected);
    expect(await verdictOf(ours, gzipSync(content), summary)).toMatchObject(expected);
    if (expected.objectives === 'FAIL')
      expect(isBetterThanTrue(await verdictOf(foreign, content, undefined))).toBe(false);
  });
});

describe('the verdict is never better than the truth', () => {
  const runs = [...Object.values(bad), slow];
  const isFailing = (run: (typeof runs)[number]) => run !== slow;

  test('when rows of a bad run are lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...runs),
        fc.array(loss, { minLength: 1, maxLength: 3 }),
        async (run, losses) => {
          const content = textOf(losses.reduce(without, run.rows.map(line)));
          expect(isBetterThanTrue(await verdictOf(ours, content, run.summary))).toBe(false);
          // Neither without its summary, where nothing tells how many rows there were.
          expect(isBetterThanTrue(await verdictOf(ours, content, undefined))).toBe(false);
          if (isFailing(run)) expect(isBetterThanTrue(await verdictOf(foreign, content, undefined))).toBe(false);
        },
      ),
      { numRuns: 250 },
    );
  });

  test('when the samples of a bad run are incomplete', async () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...runs), fc.boolean(), share, async (run, isZipped, at) => {
        const whole = textOf(run.rows.map(line));
        const bytes = isZipped ? gzipSync(whole, { level: 1 }) : whole;
        const content = bytes.subarray(0, Math.floor(at * bytes.length));
        expect(isBetterThanTrue(await verdictOf(ours, content, run.summary))).toBe(false);
        expect(isBetterThanTrue(await verdictOf(ours, content, undefined))).toBe(false);
        // Between two lines of a plain file a cut cannot be seen by anybody who has nothing else.
        if (isZipped || isFailing(run))
          expect(isBetterThanTrue(await verdictOf(foreign, content, undefined))).toBe(false);
      }),
      { numRuns: 250 },
    );
  });

  test('when the samples of a run in which journeys failed are damaged in any way', async () => {
    const failing = runs.filter(isFailing);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...failing),
        fc.array(anyMutation, { minLength: 1, maxLength: 4 }),
        async (run, some) => {
          const content = mutated(textOf(run.rows.map(line)), some);
          expect(isBetterThanTrue(await verdictOf(ours, content, run.summary))).toBe(false);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('when the summary of a bad run is damaged in any way', async () => {
    const { of, expectBoth } = tally();
    await fc.assert(
      fc.asyncProperty(
        fc
          .constantFrom(...runs)
          .chain((run) =>
            fc.tuple(fc.constant(run), fc.oneof(damaged(run.summaryBytes), damagedJson(run.summaryBytes))),
          ),
        async ([run, bytes]) => {
          const path = write('summary.json', bytes);
          const summary = of(tryTo(() => readSummary(path)));
          const content = textOf(run.rows.map(line));
          // One that cannot be read is as good as none in a run of ours, and refused with another's.
          expect(isBetterThanTrue(await verdictOf(ours, content, summary))).toBe(false);
          if (summary !== undefined) expect(isBetterThanTrue(await verdictOf(foreign, content, summary))).toBe(false);
        },
      ),
      { numRuns: 250 },
    );
    expectBoth();
  });

  test('when rows of a good run are lost that have a part in it, or come twice', async () => {
    const moreLines = mutation(['drop lines', 'duplicate lines']);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          loss.map((one) => ({ one })),
          moreLines.map((some) => ({ some })),
        ),
        async (change) => {
          const whole = good.rows.map(line);
          const lines =
            'one' in change
              ? without(whole, change.one)
              : mutated(textOf(whole), [change.some]).toString().split('\n').slice(1, -1);
          const count = (all: readonly string[]) =>
            all.filter((text) => read.some((metric) => text.startsWith(`${metric},`))).length;
          fc.pre(count(lines) !== count(whole));
          expect(isBetterThanTrue(await verdictOf(ours, textOf(lines), good.summary))).toBe(false);
        },
      ),
      { numRuns: 250 },
    );
  });
});
