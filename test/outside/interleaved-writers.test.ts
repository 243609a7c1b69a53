import { expect, test } from 'vitest';
import { fixture, judgedFiles } from './judged-files.ts';

test('rows of several writers that were spliced into each other are counted and reported', async () => {
  const { result, found } = await judgedFiles({ samples: [fixture('outside/interleaved-writers/samples.csv')] });
  // Two spliced rows, the rest of one of them, and the header of the second writer.
  expect(result.provenance.malformedRows).toBe(4);
  expect(result.latency.requests).toMatchObject({ n: 12, failed: 0 });
  expect(result.latency.journeys?.n).toBe(11);
  expect(found).toContain('malformed-rows');
});
