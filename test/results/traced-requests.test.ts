import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RequestOfJourney, TracedRequests } from '../../lib/results/traced-requests.ts';

const prefix = '0123456789abcdef';
const request = fc.record<RequestOfJourney>({
  vu: fc.integer({ min: 1, max: 2_000 }),
  index: fc.nat(100),
  ms: fc.nat(5_000),
  atMs: fc.nat(60_000),
  cause: fc.constantFrom(undefined, undefined, 'status 500', 'timeout'),
});

describe('the requests whose traces are worth looking at', () => {
  it('are of each step the five slowest that went well, and the first five that failed', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1), request), { maxLength: 60 }), (all) => {
        const traced = new TracedRequests();
        for (const [step, one] of all) traced.note(step, one);
        const found = traced.of(['signup', 'order'], prefix);
        for (const [step, name] of ['signup', 'order'].entries()) {
          const own = all.flatMap(([of, one]) => (of === step ? [one] : []));
          const slowest = own.filter(({ cause }) => cause === undefined).map(({ ms }) => ms);
          const failed = own.filter(({ cause }) => cause !== undefined);
          const shown = found.filter((one) => one.step === name);
          expect(shown.filter(({ cause }) => cause === null).map(({ ms }) => ms)).toEqual(
            slowest.sort((a, b) => b - a).slice(0, 5),
          );
          expect(shown.filter(({ cause }) => cause !== null).map(({ atMs }) => atMs)).toEqual(
            failed.slice(0, 5).map(({ atMs }) => atMs),
          );
        }
      }),
    );
  });

  it('have the trace ids that were sent', () => {
    const traced = new TracedRequests();
    traced.note(0, { vu: 17, index: 300, ms: 5, atMs: 0, cause: undefined });
    expect(traced.of(['signup'], prefix)[0]?.traceId).toBe('0123456789abcdef000000110000012c');
  });
});
