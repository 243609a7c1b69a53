import { describe, expect, it } from 'vitest';
import { type AnyStep, get } from '../../lib/contract/scenario.ts';
import { checkedStep } from '../../lib/k6/checked-step.ts';

const journey = { id: 'j', index: 0 };
/** What a step that returns that sends. */
function requestOf(returned: unknown) {
  const step = {
    ...{ name: 'look', needs: [], provides: {}, expect: { status: [200] }, timeLimitMs: 5_000 },
    request: () => returned,
  } as unknown as AnyStep;
  return (checkedStep(step).request as (flow: object, one: typeof journey) => unknown)({}, journey);
}

describe('a step before the load', () => {
  it('sends what it was written to', () => {
    const request = get('/path', { headers: { 'X-Note': 'n' } });
    expect(requestOf(request)).toBe(request);
  });

  it.each<[string, unknown, string]>([
    ['undefined', undefined, "step 'look' returned undefined from request(): return get('/path')"],
    ['null', null, "step 'look' returned null from request()"],
    ['a promise', Promise.resolve(get('/')), "step 'look' returned a promise from request()"],
    ['a text', '/path', "step 'look' returned a string from request()"],
    ['no path', { method: 'GET' }, "step 'look' has the path 'undefined'"],
    [
      'a header without a value',
      get('/', { headers: { 'X-Note': 'n', 'X-Tenant': undefined as unknown as string } }),
      "step 'look' has the header 'X-Tenant', whose value is undefined",
    ],
  ])('that returns %s is a mistake of its author', (_what, returned, says) => {
    expect(() => requestOf(returned)).toThrow(says);
  });
});
