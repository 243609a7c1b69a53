import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithin, parseThreshold } from '../../lib/results/threshold-expression.ts';

describe('the metric of a threshold', () => {
  test.each<[string, string, [string, string][]]>([
    ['http_req_duration', 'http_req_duration', []],
    ['http_req_duration{step:order}', 'http_req_duration', [['step', 'order']]],
    [
      'http_req_duration{scenario:load,step:order}',
      'http_req_duration',
      [
        ['scenario', 'load'],
        ['step', 'order'],
      ],
    ],
    [
      'http_req_duration{ step : order , a : b }',
      'http_req_duration',
      [
        ['step', 'order'],
        ['a', 'b'],
      ],
    ],
    [
      `x{step:"order",'a':'b c'}`,
      'x',
      [
        ['step', 'order'],
        ['a', 'b c'],
      ],
    ],
    ['x{url:http://a/b?c=1}', 'x', [['url', 'http://a/b?c=1']]],
    ['x{group:::a::b}', 'x', [['group', '::a::b']]],
    ['x{name:주문}', 'x', [['name', '주문']]],
    ['x{step:}', 'x', [['step', '']]],
    ['x{}', 'x', []],
    ['failed requests', 'failed requests', []],
    ['orders-created{step:a}', 'orders-created', [['step', 'a']]],
    ['buy.latency', 'buy.latency', []],
    ['x{,}', 'x', []],
    [`x{a:"b'}`, 'x', [['a', `"b'`]]],
  ])('%s is taken apart', (name, metric, tags) => {
    const parsed = parseThreshold(name, 'avg<1');
    expect(parsed).toMatchObject({ name, metric });
    expect([...(parsed?.tags ?? [])]).toEqual(tags);
  });

  test.each(['', '{step:order}', 'a{step:order', 'a}', 'a{step}', 'a{step:x,y}', 'a{b:c}d'])('%j is none', (name) => {
    expect(parseThreshold(name, 'avg<1')).toBeUndefined();
  });
});

describe('the expression of a threshold', () => {
  test.each([
    ['p(95)<800', 'percentile', 0.95, '<', 800],
    ['p(99.9) <= 1500', 'percentile', 0.999, '<=', 1_500],
    ['  p( 95 )  <  800  ', 'percentile', 0.95, '<', 800],
    ['p(0)>=0', 'percentile', 0, '>=', 0],
    ['rate<0.02', 'rate', Number.NaN, '<', 0.02],
    ['rate>0.98', 'rate', Number.NaN, '>', 0.98],
    ['count>=72', 'count', Number.NaN, '>=', 72],
    ['avg==200', 'avg', Number.NaN, '==', 200],
    ['avg===200', 'avg', Number.NaN, '==', 200],
    ['min!=0', 'min', Number.NaN, '!=', 0],
    ['max<1e3', 'max', Number.NaN, '<', 1_000],
    ['med<-1.5', 'med', Number.NaN, '<', -1.5],
    ['value>1.5E-2', 'value', Number.NaN, '>', 0.015],
  ])('%j is taken apart', (expression, aggregation, q, operator, limit) => {
    const parsed = parseThreshold('x', expression);
    expect(parsed).toMatchObject({ expression, aggregation, operator, limit });
    if (Number.isNaN(q)) expect(parsed?.q).toBeNaN();
    else expect(parsed?.q).toBeCloseTo(q, 12);
  });

  test.each([
    ...['', 'p(95)', '<800', 'p95<800', 'p()<800', 'p(x)<800', 'p(95)<', 'p(95)<800ms', 'p(95)=800', 'p(95)=<800'],
    ...['rate<<1', 'rates<1', 'avg < 1 and max < 2', 'p(95)<0x10', 'p(95)<NaN', 'p(95<800', 'avg>1;', 'avg\u0000>1'],
  ])('%j is none', (expression) => {
    expect(parseThreshold('x', expression)).toBeUndefined();
  });

  test('is something or nothing, never an error, whatever the text', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'p(95)<=>!.{}:,"\' \nrateavg0'), maxLength: 30 }),
    );
    fc.assert(
      fc.property(text, text, (name, expression) => {
        const parsed = parseThreshold(name, expression);
        if (parsed === undefined) return;
        expect(parsed.limit).not.toBeNaN();
        expect(isWithin(parsed.limit, parsed)).toBe(['<=', '>=', '=='].includes(parsed.operator));
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('a value', () => {
  test.each([
    ['<', true, false, false],
    ['<=', true, true, false],
    ['>', false, false, true],
    ['>=', false, true, true],
    ['==', false, true, false],
    ['!=', true, false, true],
  ] as const)('is compared with a limit by %s', (operator, below, at, above) => {
    expect([1, 2, 3].map((value) => isWithin(value, { operator, limit: 2 }))).toEqual([below, at, above]);
  });
});
