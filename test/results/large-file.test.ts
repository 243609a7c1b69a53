import { appendFileSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildResult } from '../../lib/results/build-result.ts';
import { subjectOfPlan } from '../../lib/results/run-context.ts';
import { seeded } from '../stats/random.ts';
import { stepNames } from './journey-rows.ts';
import { columns, completed, originMs, planOf, scratchFolder } from './samples/samples-file.ts';

const { path } = scratchFolder();

/** So many times the same million rows: concatenated gzip members are one gzip file. */
const copies = 30;
const journeysPerCopy = 26_320;
const rowsPerJourney = 38;
const failedPerCopy = journeysPerCopy / 10;

/** Rows of journeys as a bundle's k6 writes them, those that nobody reads included. */
function journeysText(): string {
  const random = seeded(5);
  const lines: string[] = [];
  const row = (metric: string, atMs: number, value: number, tail: string) =>
    lines.push(`${metric},${Math.round((originMs + atMs) * 1_000)},${value.toFixed(6)},${tail}`);
  for (let journey = 0; journey < journeysPerCopy; journey++) {
    const startMs = journey * 2;
    let atMs = startMs;
    const hasFailed = journey % 10 === 0;
    row('journeys_started', atMs, 1, `,,,,,load,,origin_ms=${originMs},`);
    for (const step of stepNames) {
      const ms = 1 + 500 * random() ** 3;
      atMs += ms;
      const isExpected = !(hasFailed && step === 'order');
      const tail = `,,${isExpected},,/api/${step},load,${isExpected ? 201 : 500},step=${step},`;
      row('http_reqs', atMs, 1, tail);
      row('http_req_duration', atMs, ms, tail);
      for (const phase of ['blocked', 'connecting', 'tls_handshaking', 'sending', 'waiting', 'receiving'])
        row(`http_req_${phase}`, atMs, phase === 'waiting' ? ms : 0.01, tail);
      row('http_req_failed', atMs, isExpected ? 0 : 1, tail);
      row('checks', atMs, isExpected ? 1 : 0, `${step} 201,,,,,load,,,`);
    }
    const outcome = hasFailed ? ',,,,,load,,cause=status 500&failed_step=order,' : ',,,,,load,,,';
    row('order_success', atMs, hasFailed ? 0 : 1, ',,,,,load,,,');
    row(hasFailed ? 'journeys_failed' : 'journeys_ok', atMs, 1, outcome);
    for (const metric of ['data_sent', 'data_received', 'iterations']) row(metric, atMs, 863, ',,,,,load,,,');
    row('iteration_duration', atMs, atMs - startMs, ',,,,,load,,,');
    row('vus', atMs, 4, ',,,,,,,,');
  }
  return `${lines.join('\n')}\n`;
}

function appendCopies(file: string): void {
  const member = gzipSync(journeysText(), { level: 1 });
  for (let copy = 0; copy < copies; copy++) appendFileSync(file, member);
}

/** What was needed to make the file must not hide what is needed to read it. */
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

async function collectGarbage(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    collect();
    // The memory of buffers is given back beside the main thread.
    await sleep(50);
  }
}

test('thirty million rows are read with the right counts, and less than 200 MB are held meanwhile', async () => {
  const file = path('samples.csv.gz');
  writeFileSync(file, gzipSync(`${columns}\n`));
  appendCopies(file);

  const heapBytes = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  await collectGarbage();
  const before = heapBytes();
  let most = 0;
  // What is held, not what waits to be collected: that is as much as the machine lets it be.
  const watch = setInterval(() => {
    collect();
    most = Math.max(most, heapBytes() - before);
  }, 500);
  const startedMs = performance.now();
  const plan = planOf({ executor: 'constant-arrival-rate', rateRps: 500, durationMs: 52_000 });
  const files = { samples: [file], summary: undefined, k6Log: undefined, signals: undefined };
  const result = await buildResult(subjectOfPlan(plan), files, completed);
  clearInterval(watch);
  await collectGarbage();
  most = Math.max(most, heapBytes() - before);
  const tookMs = performance.now() - startedMs;
  console.log(
    `${copies} million rows, ${Math.round(statSync(file).size / 1e6)} MB: ${(tookMs / 1e3).toFixed(1)} s, held +${Math.round(most / 1e6)} MB`,
  );

  expect(result.provenance.inputs[0]?.rows).toBe(copies * journeysPerCopy * rowsPerJourney);
  expect(result.provenance).toMatchObject({ source: 'samples', malformedRows: 0, isTruncated: false });
  const journeys = copies * journeysPerCopy;
  expect(result.accounting).toMatchObject({
    started: journeys,
    failed: copies * failedPerCopy,
    ok: journeys - copies * failedPerCopy,
    unfinished: 0,
  });
  expect(result.latency.requests).toMatchObject({ n: 3 * journeys, failed: copies * failedPerCopy });
  expect(result.latency.steps.map(({ attempted, failed }) => [attempted, failed])).toEqual([
    [journeys, 0],
    [journeys, 0],
    [journeys, copies * failedPerCopy],
  ]);
  expect(result.objectives.checks).toEqual(stepNames.map((step) => expect.objectContaining({ name: `${step} 201` })));
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(200e6);
}, 300_000);
