import { describe, expect, test } from 'vitest';
import { type GateRun, judgeGate } from '../../../lib/judge/verdict/gate-verdict.ts';

const run = (side: 'base' | 'candidate', changes: Partial<GateRun> & Partial<GateRun['run']> = {}): GateRun => {
  const { validity = 'VALID', objectives = 'PASS', ...others } = changes;
  return {
    point: { side, label: `pair 1, ${side}` },
    run: { name: `${side}-run`, validity, objectives },
    ...{ failures: [], invalidBecause: [], isEvidence: true, ...others },
  };
};
const both = (candidates: readonly GateRun[]) => [...candidates.map(() => run('base')), ...candidates];
const judged = (made: readonly GateRun[], stop?: 'not-ready' | 'invalid') =>
  judgeGate({ comparison: undefined, made, stop, isStrict: false });
const twelve = (count: number, changes: Parameters<typeof run>[1]) =>
  Array.from({ length: 12 }, (_, index) => run('candidate', index < count ? changes : {}));

describe('a gate', () => {
  test.each(['target-died', 'data-integrity', 'journey-success'] as const)(
    'fails where the candidate has a %s in one run of twelve',
    (kind) => {
      const verdict = judged(both(twelve(1, { failures: [kind], objectives: 'FAIL' })));
      expect(verdict).toMatchObject({ objectives: 'FAIL', exitCode: 1 });
      expect(verdict.gate?.failures).toEqual([{ kind, base: 0, candidate: 1 }]);
    },
  );

  test('does not fail for what happened to the base, and tells it', () => {
    const verdict = judged([run('base', { failures: ['target-died'], objectives: 'FAIL' }), run('candidate')]);
    expect(verdict).toMatchObject({ objectives: 'PASS', exitCode: 0 });
    expect(verdict.gate).toMatchObject({ failures: [{ base: 1, candidate: 0 }], missed: { base: 1, candidate: 0 } });
  });

  test('does not forget a failure in a run whose pair was repeated', () => {
    const repeated = [
      run('base', { validity: 'INVALID', isEvidence: false, invalidBecause: ['generator-saturated'] }),
      run('candidate', { failures: ['data-integrity'] }),
    ];
    const verdict = judged([...repeated, ...both(twelve(0, {}))]);
    expect(verdict).toMatchObject({ objectives: 'FAIL', exitCode: 1 });
    expect(verdict.gate?.repeated).toEqual([
      { name: 'base-run', label: 'pair 1, base', because: ['generator-saturated'] },
    ]);
  });

  test('fails where the candidate never came up, before any pair too', () => {
    expect(judged([run('base')], 'not-ready')).toMatchObject({
      ...{ objectives: 'FAIL', exitCode: 1 },
      gate: { failures: [{ kind: 'not-ready', base: 0, candidate: 1 }] },
    });
  });

  test('is INVALID where runs cannot be measured, unless the candidate has failed', () => {
    const invalid = { validity: 'INVALID', isEvidence: false, invalidBecause: ['no-samples'] } as const;
    expect(judged([run('base', invalid)], 'invalid')).toMatchObject({ validity: 'INVALID', exitCode: 3 });
    const died = run('candidate', { failures: ['target-died'] });
    expect(judged([died, run('base', invalid)], 'invalid')).toMatchObject({ validity: 'INVALID', exitCode: 1 });
  });

  test.each([
    [1, 'WARN', 0],
    [5, 'WARN', 0],
    [6, 'FAIL', 1],
  ])('that misses a latency in %i of 12 runs is %s, exit %i', (count, objectives, exitCode) => {
    const verdict = judged(both(twelve(count, { objectives: 'FAIL' })));
    expect(verdict).toMatchObject({ objectives, exitCode, gate: { missed: { base: 0, candidate: count } } });
  });
});
