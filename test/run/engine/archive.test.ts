import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../lib/model/errors.ts';
import { readArchiveMember } from '../../../lib/run/engine/archive.ts';

interface Entry {
  readonly name: string;
  readonly content?: string;
  /** As the header says it, in octal digits. */
  readonly size?: string;
  /** 0 file, 2 symbolic link, 5 folder. */
  readonly type?: string;
}

/** A ustar entry: a header of 512 bytes, and the content filled up to 512. */
function entry({ name, content = '', size = content.length.toString(8).padStart(11, '0'), type = '0' }: Entry): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(size, 124);
  header.write(type, 156);
  return Buffer.concat([header, Buffer.from(content), Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

const tarOf = (...entries: readonly Entry[]) =>
  readArchiveMember(gzipSync(Buffer.concat([...entries.map(entry), Buffer.alloc(1024)])), 'x.tar.gz', 'k6');

describe('a program is read from an archive by what the archive holds, never by where it would go', () => {
  it('a path out of the folder is only a name', async () => {
    expect(String(await tarOf({ name: '../../../../etc/k6', content: 'program' }))).toBe('program');
  });

  it.each<[string, RegExp, Entry[]]>([
    ['a symbolic link', /contains no file called k6/, [{ name: 'k6', type: '2' }]],
    ['a folder', /contains no file called k6/, [{ name: 'k6', type: '5' }]],
    ['another file', /contains no file called k6/, [{ name: 'k6.txt', content: 'x' }]],
    ['a size that is no number', /the entry k6 is damaged/, [{ name: 'k6', size: 'much' }]],
    ['a negative size', /the entry k6 is damaged/, [{ name: 'k6', size: '-0000000001' }]],
    // Its next entry would be itself.
    ['a size that leads back', /the entry a is damaged/, [{ name: 'a', size: '-0000001000' }]],
    ['a size beyond the end', /the entry k6 is damaged/, [{ name: 'k6', size: '77777777777' }]],
  ])('%s is refused', async (_what, reason, entries) => {
    const read = tarOf(...entries);
    await expect(read).rejects.toThrow(EngineError);
    await expect(read).rejects.toThrow(reason);
  });

  it('an archive that grows without end is given up', async () => {
    const bomb = gzipSync(Buffer.alloc(401_000_000), { level: 1 });
    await expect(readArchiveMember(bomb, 'x.tar.gz', 'k6')).rejects.toThrow(/x\.tar\.gz cannot be unpacked: /);
  });
});
