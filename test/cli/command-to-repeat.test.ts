import { describe, expect, test } from 'vitest';
import { commandToRepeat } from '../../lib/cli/args/command-to-repeat.ts';

const variable = ['$', '{TOKEN}'].join('');

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
    [['--k6-arg=-e=TOKEN=s3cret'], 'npm run load -- --k6-arg=-e=TOKEN=…'],
    [['--k6-arg', '-e TOKEN=s3cret'], "npm run load -- --k6-arg '-e TOKEN=…'"],
    [['--k6-arg', '--env TOKEN=s3cret x=y'], "npm run load -- --k6-arg '--env TOKEN=…'"],
    [['--k6-arg=-qeTOKEN=s3cret'], 'npm run load -- --k6-arg=-qeTOKEN=…'],
    [['--k6-arg=--cloud-token=s3cret'], 'npm run load -- --k6-arg=--cloud-token=…'],
    [['--k6-arg=--http-debug=full'], 'npm run load -- --k6-arg=--http-debug=full'],
    [['--out=influxdb=http://h/k6?token=s3cret'], "npm run load -- '--out=influxdb=http://h/k6?…'"],
    [['--out', 'x=http://h,apiToken=s3cret,y=1'], 'npm run load -- --out x=http://h,apiToken=…,y=1'],
    [['--k6-arg=--out=json=http://h?s3cret'], "npm run load -- '--k6-arg=--out=json=http://h?…'"],
    [['-H', '@headers.txt'], 'npm run load -- -H @headers.txt'],
    [['-H', `Authorization: Bearer ${variable}`], `npm run load -- -H 'Authorization: Bearer ${variable}'`],
    [['-H', `X-Key: s3cret${variable}`], "npm run load -- -H 'X-Key: …'"],
    [['--runs-dir', "it's here"], "npm run load -- --runs-dir 'it'\\''s here'"],
  ])('%j is shown as %s', (words, shown) => {
    expect(commandToRepeat(words, {})).toBe(shown);
    expect(commandToRepeat(words, {})).not.toContain('s3cret');
  });

  test('names the settings of the shop that were set, and no other variable', () => {
    expect(commandToRepeat(['-s', 'e2e'], { BCRYPT_COST: '4', JWT_SECRET: 's3cret', HOME: '/root' })).toBe(
      'BCRYPT_COST=4 npm run load -- -s e2e',
    );
  });
});
