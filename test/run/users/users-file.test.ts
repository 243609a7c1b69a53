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

  it('may begin with a byte order mark, and hold columns that nobody needs', () => {
    expect(read('a.csv', '\uFEFFid,name\n1,Ann\n')).toEqual([{ id: '1' }]);
  });

  it.each(['a.csv', 'a.json'])('that was written as %s is read again', (name) => {
    const users = [{ id: 'x,"y"' }, { id: '한글' }];
    expect(read(name, usersText(users, name))).toEqual(users);
  });
});
