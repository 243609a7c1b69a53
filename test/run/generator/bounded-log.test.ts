import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readK6Log } from '../../../lib/results/k6-log.ts';
import { openBoundedLog } from '../../../lib/run/generator/bounded-log.ts';

const root = mkdtempSync(join(tmpdir(), 'bounded-log-'));
afterAll(() => rmSync(root, { recursive: true }));

const bounds = { headBytes: 2_000, tailBytes: 2_000 };

/** Writes the text in chunks of that size, as a pipe would bring it. */
function logOf(name: string, text: string, chunkBytes: number): string {
  const path = join(root, name);
  const log = openBoundedLog(path, bounds);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunkBytes) log.write(bytes.subarray(at, at + chunkBytes));
  log.close();
  return path;
}

describe('a log with bounds', () => {
  test.each([1, 7, 64, 10_000])('is kept as it is where it is short (chunks of %i bytes)', (chunkBytes) => {
    const text = 'time=1 level=info msg=first\ntime=2 level=error msg=second\nno end of line';
    expect(readFileSync(logOf(`short-${chunkBytes}`, text, chunkBytes), 'utf8')).toBe(text);
  });

  const line = (index: number): string =>
    [
      `time=${index} level=error msg="TypeError: no token ${index}" executor=x source=stacktrace`,
      `time=${index} level=warning msg="request failed ${index}"`,
      `{"level":"error","msg":"json ${index}","source":"console"}`,
    ][index % 3] ?? '';
  const count = 3_000;
  const text = `${Array.from({ length: count }, (_, index) => line(index)).join('\n')}\n`;

  test.each([100, 999])(
    'has its beginning, its end, and what was between them counted (chunks of %i)',
    async (size) => {
      const path = logOf(`long-${size}`, text, size);
      const kept = readFileSync(path, 'utf8');
      expect(statSync(path).size).toBeLessThan(6_000);
      expect(kept.startsWith(`${line(0)}\n${line(1)}\n`)).toBe(true);
      expect(kept.endsWith(`${line(count - 1)}\n`)).toBe(true);
      const facts = await readK6Log(path);
      expect(facts).toMatchObject({ errors: 2_000, warnings: 1_000, exceptions: 1_000 });
    },
  );

  test('has a bound even without ends of lines', () => {
    expect(statSync(logOf('endless', 'x'.repeat(1_000_000), 4_096)).size).toBeLessThan(200_000);
  });
});
