import { describe, expect, test } from 'vitest';
import { repeatCommand } from '../../lib/cli/args/repeat-command.ts';

describe('the command that repeats a run', () => {
  test.each([
    [['--scenario', 'e2e', '--profile', 'case3'], 'npm run load -- --scenario e2e --profile case3'],
    [['-H', 'X-Api-Key: s3cret'], "npm run load -- -H 'X-Api-Key: …'"],
    [['--header', 'Authorization: Bearer s3cret'], "npm run load -- --header 'Authorization: …'"],
    [['--header=X-Api-Key: s3cret'], "npm run load -- '--header=X-Api-Key: …'"],
    [['-qH', 'X-Api-Key: s3cret'], "npm run load -- -qH 'X-Api-Key: …'"],
    [['-qHX-Api-Key: s3cret'], "npm run load -- '-qHX-Api-Key: …'"],
    [['--k6-arg=--env=TOKEN=s3cret'], 'npm run load -- --k6-arg=--env=TOKEN=…'],
    [['-HX-Api-Key: s3cret'], "npm run load -- '-HX-Api-Key: …'"],
    [['--k6-arg', '-e', '--k6-arg', 'TOKEN=s3cret'], 'npm run load -- --k6-arg -e --k6-arg TOKEN=…'],
    [['--k6-arg=-eTOKEN=s3cret'], 'npm run load -- --k6-arg=-eTOKEN=…'],
    [
      ['--out', 'influxdb=http://me:s3cret@127.0.0.1:8086/k6'],
      'npm run load -- --out influxdb=http://…@127.0.0.1:8086/k6',
    ],
    [['--runs-dir', "it's here"], "npm run load -- --runs-dir 'it'\\''s here'"],
  ])('%j is shown as %s', (words, shown) => {
    expect(repeatCommand(words, {})).toBe(shown);
    expect(repeatCommand(words, {})).not.toContain('s3cret');
  });

  test('names the settings of the shop that were set, and no other variable', () => {
    expect(repeatCommand(['-s', 'e2e'], { BCRYPT_COST: '4', JWT_SECRET: 's3cret', HOME: '/root' })).toBe(
      'BCRYPT_COST=4 npm run load -- -s e2e',
    );
  });
});
