import { expect, test } from 'vitest';
import { standardObjectives } from '../../lib/contract/objective.ts';
import { capacityLimits } from '../../lib/plan/capacity-limits.ts';

test('the objectives of a run are the limits of a rate', () => {
  const limits = capacityLimits(standardObjectives('order'));
  expect(limits.map(({ badRatio, latencyMs }) => [badRatio, latencyMs])).toEqual([
    [0.05, 800],
    [0.02, null],
    [0.02, null],
    [0.02, null],
  ]);
  expect(limits[0]?.objective).toEqual({ kind: 'latency', percentile: 95, belowMs: 800 });
});

test('what only warns, is about one stage or is a threshold of k6 is none', () => {
  expect(
    capacityLimits([
      { kind: 'latency', percentile: 95, belowMs: 800, severity: 'warn' },
      { kind: 'latency', percentile: 95, belowMs: 800, stage: 2 },
      { kind: 'threshold', metric: 'http_req_duration', expression: 'p(95)<800' },
    ]),
  ).toEqual([]);
});
