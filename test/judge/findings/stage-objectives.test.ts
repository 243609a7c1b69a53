import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Objective } from '../../../lib/contract/objective.ts';
import { bracketOf, meanRps, stageMeets } from '../../../lib/judge/findings/stage-objectives.ts';
import type { StageResult } from '../../../lib/model/result.ts';
import { latencyOf, sampleResult } from './sample-result.ts';

const [sample] = sampleResult().series.stages as [StageResult];
/** A plateau of 100 journeys and 300 requests with a p95 of 48.6 ms, of which none failed. */
const stage = (changes: Partial<StageResult> = {}): StageResult => ({ ...sample, ...changes });
const requests = (n: number, failed = 0, factor = 1) => ({
  name: '',
  n,
  failed,
  unknown: 0,
  latency: latencyOf(n, factor),
});
const at = (rps: number, p95Ms: number, changes: Partial<StageResult> = {}): StageResult =>
  stage({ fromRps: rps, toRps: rps, index: rps, requests: requests(300, 0, p95Ms / 48.6), ...changes });

const atLeast = (p95Ms: number) => ({
  requests: { ...requests(300), latency: { ...latencyOf(300, p95Ms / 48.6), atLeast: ['p95Ms' as const] } },
});

const p95: Objective = { kind: 'latency', percentile: 95, belowMs: 800 };
const failed: Objective = { kind: 'failed-requests', belowRatio: 0.02 };
const success: Objective = { kind: 'journey-success', aboveRatio: 0.98 };
const ofStep: Objective = { kind: 'latency', percentile: 95, belowMs: 800, step: 'order' };

describe('a stage meets its objectives', () => {
  test.each<[what: string, stage: StageResult, objectives: Objective[], isMet: boolean | undefined]>([
    ['with all objectives met', stage(), [p95, failed, success], true],
    ['not with a p95 at the limit', at(10, 800), [p95], false],
    ['with a p95 below it', at(10, 799), [p95], true],
    ['not known of 71 requests', stage({ requests: requests(71) }), [p95], undefined],
    ['known of 72', stage({ requests: requests(72) }), [p95], true],
    ['known of as many as the objective asks for', stage({ requests: requests(10) }), [{ ...p95, minCount: 10 }], true],
    ['not known without latencies', stage({ requests: null }), [p95], undefined],
    [
      'not known for a percentile that stages do not have',
      stage(),
      [{ ...p95, percentile: 99.9, minCount: 1 }],
      undefined,
    ],
    ['by the requests of one step', stage(), [ofStep], true],
    ['not known where the step has none', stage({ steps: [] }), [ofStep], undefined],
    ['not with one in fifty failed', stage({ requests: requests(300, 6) }), [failed], false],
    ['with one fewer', stage({ requests: requests(300, 5) }), [failed], true],
    ['not known of no requests', stage({ requests: requests(0) }), [failed], undefined],
    ['by the failures of one step', stage(), [{ ...failed, step: 'order' }], true],
    ['with 99 of 100 journeys', stage({ ok: 99 }), [success], true],
    ['not with 98 of 100 journeys', stage({ ok: 98 }), [success], false],
    ['not known where journeys were not counted', stage({ ok: null }), [success], undefined],
    ['not where one is missed, though another is not known', stage({ ok: 10, requests: null }), [p95, success], false],
    ['not known where one is not', stage({ ok: null }), [p95, success], undefined],
    ['not known below a limit that open requests may pass', at(10, 50, atLeast(50)), [p95], undefined],
    ['not above it, whatever they come to', at(10, 900, atLeast(900)), [p95], false],
    [
      'not known where the generator dropped a sixteenth',
      stage({ droppedByGenerator: 6, ok: 94 }),
      [success],
      undefined,
    ],
    ['not asked of a stage that takes no time', stage({ shape: 'step' }), [p95], undefined],
    ['not asked of a stage without journeys', stage({ scheduled: 0 }), [p95], undefined],
    ['not known without objectives', stage(), [], undefined],
    ['whatever only warns', stage({ ok: 99 }), [success, { ...p95, belowMs: 0.001, severity: 'warn' }], true],
    ['whatever is asked of another stage', stage({ ok: 99 }), [success, { ...p95, belowMs: 0.001, stage: 9 }], true],
    [
      'not by what can only be asked of a whole run',
      stage(),
      [
        { kind: 'step-success', step: 'order', aboveRatio: 0.98 },
        { kind: 'journey-latency', percentile: 95, belowMs: 1 },
        { kind: 'threshold', metric: 'http_req_duration', expression: 'p(95)<1' },
      ],
      undefined,
    ],
  ])('%s', (_what, one, objectives, isMet) => {
    expect(stageMeets(one, objectives)).toBe(isMet);
  });

  test('only if it meets all but any one of them', () => {
    const asked = fc.subarray([p95, failed, success, ofStep], { minLength: 1 });
    const any = fc.record({ n: fc.nat(400), lost: fc.nat(20), factor: fc.constantFrom(1, 10, 20), ok: fc.nat(100) });
    fc.assert(
      fc.property(any, asked, ({ n, lost, factor, ok }, objectives) => {
        const one = stage({ ok, requests: requests(n, Math.min(n, lost), factor) });
        if (stageMeets(one, objectives) !== true) return;
        for (const left of objectives) {
          const fewer = objectives.filter((objective) => objective !== left);
          if (fewer.length > 0) expect(stageMeets(one, fewer)).toBe(true);
        }
      }),
    );
  });
});

test('the mean rate of a stage is halfway between its ends', () => {
  expect(meanRps({ fromRps: 12, toRps: 14 })).toBe(13);
  expect(meanRps({ fromRps: 5, toRps: 5 })).toBe(5);
});

describe('the bracket', () => {
  const ramp = { shape: 'ramp' as const };
  const bracket = (...stages: StageResult[]) => bracketOf(stages, (one) => stageMeets(one, [p95]));

  test('is the highest rate that met its objectives before the first that did not', () => {
    const { met, metPlateau, missed } = bracket(at(10, 50), at(20, 100), at(30, 900), at(20, 2_000));
    expect([met?.toRps, metPlateau?.toRps, missed?.toRps]).toEqual([20, 20, 30]);
  });

  test('has no stage that met them again later: the load may have been too much for long before it shows', () => {
    const { met, missed, metLater } = bracket(at(10, 50), at(20, 900), at(40, 50));
    expect([met?.toRps, missed?.toRps, metLater]).toEqual([10, 20, true]);
    expect(bracket(at(10, 50), at(20, 900)).metLater).toBe(false);
  });

  test('keeps plateaus apart from what a ramp passed through', () => {
    const { met, metPlateau } = bracket(at(10, 50), at(14, 50, ramp), at(12, 50));
    expect([met?.toRps, metPlateau?.toRps]).toEqual([14, 12]);
  });

  test('of equal rates takes the last', () => {
    expect(bracket(at(10, 50, { index: 1 }), at(10, 50, { index: 2 })).met?.index).toBe(2);
  });

  test('passes over stages of which nothing is known', () => {
    const unknown = at(20, 50, { requests: requests(10) });
    expect(bracket(at(10, 50), unknown).met?.toRps).toBe(10);
    const nothing = { met: undefined, metPlateau: undefined, missed: undefined, metLater: false };
    expect(bracket(unknown)).toEqual(nothing);
  });

  test('is open above where all met them, and below where none did', () => {
    expect(bracket(at(10, 50)).missed).toBeUndefined();
    const { met, missed } = bracket(at(10, 900));
    expect([met, missed?.toRps]).toEqual([undefined, 10]);
  });
});
