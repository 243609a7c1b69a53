import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readUsers, usersText } from '../../../lib/run/users/users-file.ts';
import { usageErrorOf } from '../../usage-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'users-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(name: string, text: string, provides = ['id']) {
  const file = join(folder, name);
  writeFileSync(file, text);
  return readUsers(file, provides);
}

describe('a file of users', () => {
  it('may hold ids of 64 bits, which keep their digits', () => {
    const rows = [
      '{"id": 9007199254740993, "note": "id: 9007199254740993"}',
      '{"id": -12345678901234567890, "note": 1.5}',
      '{"id": 7, "note": true}',
    ];
    expect(read('a.json', `[${rows.join()}]`, ['id', 'note'])).toEqual([
      { id: '9007199254740993', note: 'id: 9007199254740993' },
      { id: '-12345678901234567890', note: '1.5' },
      { id: '7', note: 'true' },
    ]);
  });

  it('may hold long fractions and numbers with an exponent', () => {
    const text = '[{"id": 0.12345678901234567890, "note": 1e400}]';
    expect(read('a.json', text, ['id', 'note'])).toEqual([{ id: '0.12345678901234567890', note: '1e400' }]);
  });

  it.each(['a.csv', 'a.json'])('may be in UTF-16, as a spreadsheet saves it: %s', (name) => {
    const text = `\uFEFF${usersText([{ id: '한글' }], name)}`;
    const file = join(folder, name);
    writeFileSync(file, Buffer.from(text, 'utf16le'));
    expect(readUsers(file, ['id'])).toEqual([{ id: '한글' }]);
  });

  it('may be saved on Windows, with line breaks in a field', () => {
    expect(read('a.csv', 'id,note\r\n"one\r\ntwo","a ""b"""\r\n', ['id', 'note'])).toEqual([
      { id: 'one\r\ntwo', note: 'a "b"' },
    ]);
  });

  it.each([
    ['an empty cell', 'id,note\n1,\n', /user 1 has no 'note'/],
    ['another separator', 'id;note\n1;2\n', /user 1 has no 'id'/],
    ['a row that is too short', 'id,note\n1\n', /line 2 has 1 fields, the header has 2/],
    ['no rows', 'id,note\r\n', /contains no users/],
  ])('is refused for %s', (_what, text, says) => {
    expect(() => read('a.csv', text, ['id', 'note'])).toThrow(says);
  });

  it.each([
    ['tokken\n1\n', 'each user needs: token; this one has: tokken'],
    ['s3cr3t-of-the-first-user\ns3cr3t-of-the-second\n', 'this one has 1 other field; the first line'],
    ['token-s3cr3t\ntoken-other\n', 'this one has 1 other field; the first line'],
    ['token;s3cr3t\n1;2\n', 'this one has 1 other field; the first line'],
  ])('%j is refused with a name only where it is a mistyped one', (text, hint) => {
    const refused = usageErrorOf(() => read('a.csv', text, ['token']));
    expect(refused).toContain(hint);
    expect(refused).not.toContain('s3cr3t');
  });

  it('that is no JSON is refused without a character of it', () => {
    const refused = usageErrorOf(() => read('a.json', 's3cr3t-token\n'));
    expect(refused).not.toMatch(/s3cr|'s'/);
  });

  it('may begin with a byte order mark, and hold columns that nobody needs', () => {
    expect(read('a.csv', '\uFEFFid,name\n1,Ann\n')).toEqual([{ id: '1' }]);
  });

  it.each(['a.csv', 'a.json'])('that was written as %s is read again', (name) => {
    const users = [{ id: 'x,"y"' }, { id: '한글' }];
    expect(read(name, usersText(users, name))).toEqual(users);
  });
});
