import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readUsers, usersText } from '../../../lib/run/users/users-file.ts';

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

  it('is refused with the columns that it has', () => {
    expect(() => read('a.csv', 'id;note\n1;2\n')).toThrow(
      expect.objectContaining({ hint: 'each user needs: id; this one has: id;note' }),
    );
  });

  it('may begin with a byte order mark, and hold columns that nobody needs', () => {
    expect(read('a.csv', '\uFEFFid,name\n1,Ann\n')).toEqual([{ id: '1' }]);
  });

  it.each(['a.csv', 'a.json'])('that was written as %s is read again', (name) => {
    const users = [{ id: 'x,"y"' }, { id: '한글' }];
    expect(read(name, usersText(users, name))).toEqual(users);
  });
});
