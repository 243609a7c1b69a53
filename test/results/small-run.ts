import { journeyOf, rowsOf } from './journey-rows.ts';
import { csvOf, originMs, planOf, type Row } from './samples/samples-file.ts';

/** The plan of a few journeys. */
export const smallPlan = planOf({
  executor: 'ramping-arrival-rate',
  startRps: 5,
  stages: [
    { targetRps: 5, durationMs: 1_000 },
    { targetRps: 0, durationMs: 800 },
  ],
});

const kinds = ['ok', 'failed', 'body', 'unfinished', 'dropped'] as const;
const rows = rowsOf(
  kinds.map((kind, index) =>
    journeyOf(
      { kind, atMs: index * 200, step: 1, isTimeout: index % 2 === 0, durationsMs: [3, 40, 5], blockedMs: [1, 0, 0] },
      index,
    ),
  ),
  { originMs, hasVu: true },
);

/** Their samples as csv and as json. */
export const smallCsv = Buffer.from(csvOf(rows));
export const smallJson = Buffer.from(jsonOf(rows));

function jsonOf(all: readonly Row[]): string {
  return all
    .map(({ metric, atMs, value = 1, tags = {}, isExpected, vu }) => {
      const time = new Date(originMs + atMs).toISOString();
      const data = { time, value, tags: { ...tags, expected_response: isExpected }, metadata: { vu } };
      return `${JSON.stringify({ metric, type: 'Point', data })}\n`;
    })
    .join('');
}
