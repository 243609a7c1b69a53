import { describe, expect, test } from 'vitest';
import { parseSweep } from '../../lib/cli/args/sweep-request.ts';

const options = {
  scenario: 'order-only',
  profile: 'smoke',
  repeat: '4',
  metric: 'p95',
  seed: '1',
  runsDir: 'runs',
} as const;
const ownService = { recipe: { start: 'node main.js' }, folder: '/shop', headers: {} };
const parse = (vary: readonly string[], more: object = {}) =>
  parseSweep({ ...options, vary, ...more } as Parameters<typeof parseSweep>[0]);

describe('what a sweep is asked for', () => {
  test('is one setting, or two', () => {
    expect(parse(['DB_POOL_SIZE=2, 5,10']).goal.factors).toEqual([{ name: 'DB_POOL_SIZE', values: ['2', '5', '10'] }]);
    expect(parse(['DB_POOL_SIZE=2,5', 'BCRYPT_COST=8,9']).goal.factors).toHaveLength(2);
    expect(parse(['DB_POOL_SIZE=2,5']).budgetMs).toBe(Number.POSITIVE_INFINITY);
  });

  test('of a service of the configuration is any variable', () => {
    expect(parse(['workers=2,4'], { ownService }).goal.factors[0]?.name).toBe('workers');
  });

  test.each<[readonly string[], object, string]>([
    [[], {}, '--vary is missing'],
    [['DB_POOL_SIZE=5'], {}, "--vary is 'DB_POOL_SIZE=5'"],
    [['DB_POOL_SIZE=5,5'], {}, 'two different values'],
    [['DB_POOL_SIZE=5,'], {}, "--vary is 'DB_POOL_SIZE=5,'"],
    [['5,10'], {}, 'write NAME=value,value'],
    [['DB_POOL_SIZ=5,10'], {}, 'known: DB_POOL_SIZE'],
    [['DB_POOL_SIZE=1,2', 'DB_POOL_SIZE=3,4'], {}, 'was given twice'],
    [['DB_POOL_SIZE=1,2', 'BCRYPT_COST=4,5', 'STOCK_SKUS=1,2'], {}, 'at most 2'],
    [['DB_POOL_SIZE=1,2,3,4,5,6,7', 'BCRYPT_COST=4,5,6,7,8,9'], {}, 'at most 40'],
    [['DB_POOL_SIZE=1,2'], { setting: ['DB_POOL_SIZE=5'] }, 'both name DB_POOL_SIZE'],
    [['DB_POOL_SIZE=1,2'], { target: 'http://127.0.0.1:1' }, 'a sweep starts the target anew'],
    [['DB_POOL_SIZE=1,2'], { repeat: '1' }, 'two runs of each setting at least'],
    [['DB_POOL_SIZE=1,2'], { repeat: 'many' }, "--repeat is 'many'"],
    [['DB_POOL_SIZE=1,2'], { budget: '5' }, "--budget is '5'"],
  ])('%j with %j is refused', (vary, more, message) => {
    let said = '';
    try {
      parse(vary, more);
    } catch (error) {
      const { message: what, hint = '' } = error as { message: string; hint?: string };
      said = `${what}: ${hint}`;
    }
    expect(said).toContain(message);
  });
});
