import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeFindings } from '../../lib/judge/findings/all.ts';
import { judge } from '../../lib/judge/verdict/verdict.ts';
import { resultSchema } from '../../lib/model/result.ts';
import { buildResult } from '../../lib/results/build-result.ts';
import { foreignSubject, subjectOfPlan } from '../../lib/results/run-context.ts';
import { firstInstantMs } from '../../lib/results/samples/first-instant.ts';
import { readSampleFile } from '../../lib/results/samples/sample-file.ts';
import { damaged } from './mutations.ts';
import { tally, tryToAsync } from './refusal.ts';
import { completed, everyRow, scratchFolder } from './samples/samples-file.ts';
import { smallCsv, smallJson, smallPlan } from './small-run.ts';

const { write } = scratchFolder();
const csvGz = gzipSync(smallCsv);

test('a file of samples, zipped or not, whatever it is, is read or refused in one line', async () => {
  const { of, expectBoth } = tally();
  const files = damaged(smallCsv, smallJson, csvGz, gzipSync(smallJson), Buffer.concat([csvGz, csvGz]));
  await fc.assert(
    fc.asyncProperty(files, async (bytes) => {
      const path = write('samples', bytes);
      const { seen, wishes } = everyRow();
      const end = of(await tryToAsync(() => readSampleFile(path, wishes)));
      if (end === undefined) return;
      expect(end.input.sizeBytes).toBeLessThanOrEqual(bytes.length);
      expect(seen.every(({ value, atMs }) => Number.isFinite(value) && Number.isFinite(atMs))).toBe(true);
    }),
    { numRuns: 5_000 },
  );
  expectBoth();
}, 60_000);

const subjects = [
  subjectOfPlan(smallPlan),
  foreignSubject({ scenario: { ...smallPlan.scenario, objectives: smallPlan.objectives }, load: smallPlan }),
  foreignSubject({ scenario: undefined, load: undefined }),
];

test('whatever samples are read, their result can be written, read again, and judged by every finding', async () => {
  const { of, expectBoth } = tally();
  await fc.assert(
    fc.asyncProperty(
      damaged(smallCsv, smallCsv, smallJson, csvGz),
      fc.constantFrom(...subjects),
      async (bytes, subject) => {
        const samples = write('samples', bytes);
        const files = { samples: [samples], summary: undefined, k6Log: undefined, signals: undefined };
        const isForeign = subject.origin === 'foreign';
        const result = of(
          await tryToAsync(async () => {
            const originMs = isForeign ? await firstInstantMs([samples]) : undefined;
            if (originMs !== undefined && !Number.isFinite(originMs)) throw new Error('no instant');
            return buildResult({ ...subject, originMs }, files, isForeign ? undefined : completed);
          }),
        );
        if (result === undefined) return;
        expect(resultSchema.safeParse(JSON.parse(JSON.stringify(result))).error?.issues ?? []).toEqual([]);
        const findings = judgeFindings(result);
        expect(findings.filter(({ status }) => status === 'error')).toEqual([]);
        expect(judge(result, findings).schemaVersion).toBe(2);
      },
    ),
    { numRuns: 2_500 },
  );
  expectBoth();
}, 60_000);
