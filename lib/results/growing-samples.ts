import { closeSync, openSync, readSync } from 'node:fs';
import { constants, createGunzip } from 'node:zlib';
import { k6Scenarios, metrics } from '../contract/metrics.ts';
import { DurationStore } from './durations.ts';
import { csvSamples } from './samples/csv-samples.ts';
import type { RowWishes } from './samples/sample-rows.ts';
import { isWithin, type ParsedThreshold, parseThreshold } from './threshold-expression.ts';
import { type ThresholdSeries, thresholdSeries } from './threshold-series.ts';

/** What the samples of a load have said so far, the warm-up left out. */
export interface SamplesSoFar {
  readonly done: number;
  readonly failed: number;
  readonly dropped: number;
  /** Over all requests; undefined before the first. */
  readonly p95Ms: number | undefined;
}

/** Reads the samples of k6 while it writes them, in memory that does not grow with them. */
export interface GrowingSamples {
  /** Reads what has come since the last time. What is not there, or not whole yet, is read the next time. */
  read(): Promise<void>;
  soFar(): SamplesSoFar;
  /** The first of the thresholds that does not hold at this moment: `http_req_duration p(95)<500`. */
  broken(): string | undefined;
}

interface Question {
  readonly hasWarmUp: boolean;
  /** In k6's form: expressions by metric. */
  readonly thresholds: Readonly<Record<string, readonly string[]>>;
}

const chunkBytes = 1 << 18;

/** @param file csv.gz, whether or not it is there yet */
export function growingSamples(file: string, { hasWarmUp, thresholds }: Question): GrowingSamples {
  // No single durations, which would add up to hundreds of megabytes in a day.
  const store = new DurationStore(-1);
  const seriesOf = (parsed: ParsedThreshold | undefined) =>
    parsed === undefined ? [] : [thresholdSeries(parsed, store)];
  const limits = Object.entries(thresholds).flatMap(([metric, expressions]) =>
    expressions.flatMap((expression) => seriesOf(parseThreshold(metric, expression))),
  );
  const own = (metric: string, expression: string): ThresholdSeries => {
    const selector = hasWarmUp ? `{scenario:${k6Scenarios.load}}` : '';
    return seriesOf(parseThreshold(`${metric}${selector}`, expression))[0] as ThresholdSeries;
  };
  const done = own('iteration_duration', 'max>0');
  const ok = own(metrics.journeysOk, 'count>0');
  const dropped = own('dropped_iterations', 'count>0');
  const latency = own('http_req_duration', 'p(95)>0');
  const read = rowReader(file, [...limits, done, ok, dropped, latency]);
  return {
    read,
    soFar: () => ({
      done: done.n(),
      failed: Math.max(0, done.n() - (ok.value(true) ?? 0)),
      dropped: dropped.value(true) ?? 0,
      p95Ms: latency.value(false),
    }),
    broken: () => {
      const found = limits.find((one) => {
        const value = one.n() === 0 ? undefined : one.value(false);
        return value !== undefined && !isWithin(value, one.threshold);
      });
      return found && `${found.threshold.name} ${found.threshold.expression}`;
    },
  };
}

/** Hands the rows that have come since the last call to those that want them. */
function rowReader(file: string, series: readonly ThresholdSeries[]): () => Promise<void> {
  const wishes: RowWishes = {
    wants: (metric) => series.some((one) => one.reads(metric)),
    resolve: (row) => {
      const sinks = series.flatMap((one) => one.sinkFor(row) ?? []);
      return sinks.length === 0
        ? undefined
        : (value, atMs) => {
            for (const sink of sinks) sink(value, atMs);
          };
    },
  };
  const rows = csvSamples(file, wishes);
  const gunzip = createGunzip({ flush: constants.Z_SYNC_FLUSH });
  const damaged = new Promise<void>((resolve) => gunzip.once('error', () => resolve()));
  gunzip.on('data', (bytes: Buffer) => rows.push(bytes));
  const inflate = (bytes: Buffer) =>
    Promise.race([damaged, new Promise<void>((resolve) => gunzip.write(bytes, () => resolve()))]);
  const chunk = Buffer.alloc(chunkBytes);
  let offset = 0;
  let reading: Promise<void> | undefined;
  const readOn = async () => {
    while (!gunzip.destroyed) {
      const length = bytesAt(file, offset, chunk);
      if (length === 0) return;
      offset += length;
      await inflate(Buffer.from(chunk.subarray(0, length)));
    }
  };
  return () => {
    reading ??= readOn().finally(() => {
      reading = undefined;
    });
    return reading;
  };
}

/** Fills the buffer from there on; 0 at the end, and of a file that is not there. */
function bytesAt(file: string, offset: number, buffer: Buffer): number {
  let handle: number | undefined;
  try {
    handle = openSync(file, 'r');
    return readSync(handle, buffer, 0, buffer.length, offset);
  } catch {
    return 0;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
