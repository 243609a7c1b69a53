import { expect, test } from 'vitest';
import { knownContents, unitOf } from '../../lib/results/metric-unit.ts';

test.each([
  ['p', 'trend', 'time', 'ms'],
  ['p', 'trend', 'default', 'number'],
  ['max', 'gauge', 'data', 'bytes'],
  ['rate', 'rate', 'default', 'ratio'],
  ['rate', 'counter', 'default', 'perSecond'],
  ['rate', 'counter', 'data', 'bytesPerSecond'],
  ['count', 'counter', 'default', 'number'],
  ['count', 'counter', 'data', 'bytes'],
  ['count', 'trend', 'time', 'number'],
  ['value', 'gauge', 'time', 'ms'],
  ['value', undefined, undefined, 'number'],
])('%s of a %s that contains %s is in %s', (aggregation, type, contains, unit) => {
  expect(unitOf(aggregation, { type, contains })).toBe(unit);
});

test.each([
  ['http_req_duration{step:order}', 'time'],
  ['iteration_duration', 'time'],
  ['data_sent', 'data'],
  ['http_req_failed', undefined],
  ['session_duration', undefined],
  ['queue_waiting', undefined],
])('%s contains %s', (metric, contains) => {
  expect(knownContents(metric)).toBe(contains);
});
