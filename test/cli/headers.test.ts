import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readHeaders } from '../../lib/cli/args/headers.ts';
import { usageErrorOf } from '../usage-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'headers-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'headers.txt');

/** As it is written on the command line. */
const variable = (name: string) => `\${${name}}`;

describe('headers that stand in no list of processes', () => {
  test('come from a file, a line each, beside those that are given', () => {
    writeFileSync(file, 'Authorization: Bearer s3cret\r\n\nX-Team: shop\n');
    expect(readHeaders([`@${file}`, 'Accept: */*'], {})).toEqual({
      Authorization: 'Bearer s3cret',
      'X-Team': 'shop',
      Accept: '*/*',
    });
  });

  test('come from the environment, in a file, too', () => {
    writeFileSync(file, `X-Key: ${variable('KEY')}\n`);
    const env = { TOKEN: 'a$1b', KEY: 'k' };
    expect(readHeaders([`Authorization: Bearer ${variable('TOKEN')}`, `@${file}`, 'X-Price: $5 {x}'], env)).toEqual({
      Authorization: 'Bearer a$1b',
      'X-Key': 'k',
      'X-Price': '$5 {x}',
    });
  });

  test('come from a pipe, such as that of a program that knows the secret', () => {
    const program = join(folder, 'program.mts');
    const module = new URL('../../lib/cli/args/headers.ts', import.meta.url).href;
    writeFileSync(
      program,
      `import { readHeaders } from '${module}'; console.log(JSON.stringify(readHeaders([process.argv[2]], {})));`,
    );
    const shell = `"${process.execPath}" --import tsx ${program} @<(sleep 0.2; echo 'X-Key: s3cret')`;
    expect(JSON.parse(execFileSync('bash', ['-c', shell], { encoding: 'utf8' }))).toEqual({ 'X-Key': 's3cret' });
  }, 60_000);

  test.each([
    [[`X-Key: ${variable('MISSING')}`], '--header 1 takes the variable MISSING, which is not set'],
    [[`X-Key: ${variable('EMPTY')}`], '--header 1 takes the variable EMPTY'],
    [[`X-Key: ${variable('BROKEN')}`], "the value of --header 'X-Key' contains U+000A"],
    [[`@${file}`], `line 2 of ${file} is not of the form`],
    [[`@${folder}`], 'cannot be read'],
    [['@/dev/zero'], 'is larger than'],
    [[`@${folder}/none`], 'cannot be read'],
  ])('%j is refused in one line without a value', (given, says) => {
    writeFileSync(file, 'X-Team: shop\ns3cret\n');
    const refused = usageErrorOf(() => readHeaders(given, { EMPTY: '', BROKEN: 's3cret\nX: y' }));
    expect(refused).toContain(says);
    expect(refused).not.toContain('s3cret');
  });
});
