import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ArtifactError } from '../../../lib/model/errors.ts';
import { firstInstantMs } from '../../../lib/results/samples/first-instant.ts';
import { readSampleFile } from '../../../lib/results/samples/sample-file.ts';
import { columns, csvOf, everyRow, line, originMs, requestRows, scratchFolder } from './samples-file.ts';

const { path, write } = scratchFolder();

/** The rows of a file as metric, value and time from the origin. */
async function read(file: string) {
  const { seen, wishes } = everyRow();
  const end = await readSampleFile(file, wishes);
  return { ...end, seen: seen.map(({ metric, value, atMs }) => `${metric}=${value}@${Math.round(atMs - originMs)}`) };
}

const rows = [
  { metric: 'journeys_started', atMs: 5 },
  { metric: 'http_req_duration', atMs: 90, value: 80.5, tags: { step: 'signup' } },
];
const csv = csvOf(rows);
const json = rows
  .map(({ metric, atMs, value = 1 }) =>
    JSON.stringify({ metric, type: 'Point', data: { time: new Date(originMs + atMs).toISOString(), value, tags: {} } }),
  )
  .map((text) => `${text}\n`)
  .join('');

describe('a file of samples', () => {
  test.each<[string, string | Buffer]>([
    ['csv', csv],
    ['gzipped csv', gzipSync(csv)],
    ['json', json],
    ['gzipped json', gzipSync(json)],
    ['json after empty lines', `\n  ${json}`],
    ['gzipped csv in several members', Buffer.concat([gzipSync(csv.slice(0, 150)), gzipSync(csv.slice(150))])],
  ])('is told apart by its first bytes, whatever its name: %s', async (_name, content) => {
    const file = write('samples', content);
    expect(await read(file)).toMatchObject({
      seen: ['journeys_started=1@5', 'http_req_duration=80.5@90'],
      ...{ isWhole: true, malformed: 0 },
      input: {
        name: 'samples',
        sizeBytes: Buffer.byteLength(content),
        sha256: createHash('sha256').update(content).digest('hex'),
        rows: 2,
      },
    });
  });

  const many = `${columns}\n${Array.from({ length: 60_000 }, (_, index) => `${line({ metric: 'a', atMs: index, value: (index * 7_919) % 1_000 })}\n`).join('')}`;
  test.each([0.1, 0.5, 0.9, 0.999])('of which %d is left is read up to there', async (share) => {
    const whole = gzipSync(many);
    const { seen, isWhole, malformed } = await read(
      write('cut.gz', whole.subarray(0, Math.floor(whole.length * share))),
    );
    expect(isWhole).toBe(false);
    expect(malformed).toBe(0);
    expect(seen.length).toBeLessThan(60_000);
    expect(seen.length).toBeGreaterThan(60_000 * share * 0.5);
    expect(seen).toEqual(seen.map((_, index) => `a=${(index * 7_919) % 1_000}@${index}`));
  });

  test('that is cut in its checksum alone is not whole', async () => {
    const { seen, isWhole } = await read(write('cut.gz', gzipSync(many).subarray(0, -3)));
    expect(isWhole).toBe(false);
    expect(seen.length).toBe(60_000);
  });

  test('that is damaged in the middle is read up to there, and is not whole', async () => {
    const bytes = gzipSync(many);
    bytes.fill(0xaa, bytes.length / 2, bytes.length / 2 + 200);
    const { seen, isWhole } = await read(write('damaged.gz', bytes));
    expect(isWhole).toBe(false);
    expect(seen.length).toBeGreaterThan(1_000);
    expect(seen.length).toBeLessThan(60_000);
  });

  test('of plain text that ends in the middle of a line is not whole', async () => {
    expect(await read(write('cut.csv', csv.slice(0, -20)))).toMatchObject({
      isWhole: false,
      seen: ['journeys_started=1@5'],
    });
  });

  test.each<[string, string | Buffer, RegExp]>([
    ['of 0 bytes', '', /is empty$/],
    ['of one byte', 'm', /not csv output of k6/],
    ['that unzips to nothing', gzipSync(''), /is empty$/],
    ['that is the start of a gzip', gzipSync(csv).subarray(0, 6), /cannot be read: unexpected end of file|is empty/],
    ['that is gzip by its first bytes only', Buffer.from([0x1f, 0x8b, 0, 0, 0, 0, 0, 0, 0, 0, 0]), /cannot be read/],
    ['that is a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), /not csv output of k6/],
    ['that is a gzipped picture', gzipSync(Buffer.from('89504e470d0a1a0a0000', 'hex')), /not csv output of k6/],
  ])('%s is one clear line', async (_name, content, message) => {
    const error = await read(write('odd', content)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ArtifactError);
    expect((error as Error).message).toMatch(message);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal must not get them.
    expect((error as Error).message).not.toMatch(/[\u0000-\u001f]/);
    expect((error as ArtifactError).hint).toContain('k6 run --out');
  });

  test('that is absent, or a folder, is one clear line that names it', async () => {
    await expect(read(path('nowhere'))).rejects.toThrow(ArtifactError);
    await expect(read(path('nowhere'))).rejects.toThrow(/nowhere cannot be read: ENOENT/);
    mkdirSync(path('folder'));
    await expect(read(path('folder'))).rejects.toThrow(/folder cannot be read: EISDIR/);
  });

  test('rethrows a bug of the caller that takes its rows', async () => {
    const resolve = () => {
      throw new TypeError('a bug');
    };
    await expect(readSampleFile(write('s', csv), { wants: () => true, resolve })).rejects.toThrow(TypeError);
  });
});

describe('the first instant of a run', () => {
  const request = requestRows({ step: 'a', endMs: 1_000, durationMs: 300 });
  test('is the origin that the samples tell', async () => {
    const started = { metric: 'journeys_started', atMs: 600, tags: { origin_ms: originMs + 100 } };
    expect(await firstInstantMs([write('f', csvOf([...request, started]))])).toBe(originMs + 100);
  });

  test('is that at which the first request or iteration began, where they tell none', async () => {
    const iteration = { metric: 'iteration_duration', atMs: 1_500, value: 900 };
    const late = requestRows({ step: 'a', endMs: 9_000, durationMs: 1 });
    expect(await firstInstantMs([write('f', csvOf([...late, ...request, iteration]))])).toBe(originMs + 600);
    expect(await firstInstantMs([write('f', csvOf([...late, ...request]))])).toBe(originMs + 700);
  });

  test('is before it by as much as the first journey is due after the origin, where the ramp is known', async () => {
    expect(await firstInstantMs([write('f', csvOf(request))], 500)).toBe(originMs + 200);
    const started = { metric: 'journeys_started', atMs: 600, tags: { origin_ms: originMs + 100 } };
    expect(await firstInstantMs([write('f', csvOf([...request, started]))], 500)).toBe(originMs + 100);
    expect(await firstInstantMs([write('f', csvOf([{ metric: 'vus', atMs: 1 }]))], 500)).toBeUndefined();
  });

  test('of a file without either is unknown', async () => {
    expect(await firstInstantMs([write('f', csvOf([{ metric: 'vus', atMs: 1 }]))])).toBeUndefined();
  });
});
