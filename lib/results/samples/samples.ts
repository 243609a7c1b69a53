import { k6Scenarios } from '../../contract/metrics.ts';
import { Collector, type Schedule } from '../collector.ts';
import { OpenJourneys } from '../journey-assembler.ts';
import { type ThresholdSeries, thresholdSeries } from '../threshold-series.ts';
import type { ThresholdWords } from '../threshold-words.ts';
import { journeyTakers, readMetrics, requestTakers, warmUpTakers } from './row-takers.ts';
import { type ReadFile, readSampleFile } from './sample-file.ts';
import type { RowWishes } from './sample-rows.ts';

/** What is known of a run before its samples are read. */
export interface SampleQuestion extends Schedule {
  /** The steps by name, in order; undefined when they are to be found in the samples. */
  readonly steps: readonly string[] | undefined;
  /** Thresholds to hold against the samples. */
  readonly thresholds: readonly ThresholdWords[];
  /** Above so many, durations are no longer kept one by one but as histograms. */
  readonly mostDurations?: number;
}

/** What the samples of one run hold, the warm-up left out. */
export interface Samples extends ReadFile {
  readonly collector: Collector;
  /** Stamps are whole so many ms. */
  readonly stampMs: number;
  /** The script keeps the account of its journeys, as every bundle does. */
  readonly hasJourneys: boolean;
  /** Rows carry the VU, so that requests can be put together to journeys. */
  readonly hasKeys: boolean;
  readonly thresholds: readonly ThresholdSeries[];
}

/** 8 bytes each. */
const defaultMostDurations = 8_000_000;

/** Reads the samples of a run: once, and a damaged file once more, with care. */
export async function readSamples(path: string, question: SampleQuestion): Promise<Samples> {
  const samples = await readOnce(path, question, false);
  return samples.isDamaged ? readOnce(path, question, true) : samples;
}

async function readOnce(path: string, question: SampleQuestion, isDamaged: boolean): Promise<Samples> {
  const { steps, thresholds, mostDurations = defaultMostDurations } = question;
  const collector = new Collector(question, steps, mostDurations);
  const journeys = new OpenJourneys(collector);
  const series = thresholds.map((words) => thresholdSeries(words, collector.store));
  const requests = requestTakers(collector, journeys);
  const load = { ...requests.takers, ...journeyTakers(collector, journeys, requests.close) };
  const warmUp = warmUpTakers(collector);
  const wishes: RowWishes = {
    wants: (metric, tellsExpected) =>
      readMetrics.has(metric) ||
      (metric === 'http_req_failed' && !tellsExpected) ||
      series.some((one) => one.reads(metric)),
    resolve: (row) => {
      const own = (row.tag('scenario') === k6Scenarios.warmUp ? warmUp : load)[row.metric];
      const sinks = [
        // The thresholds speak of the load only where they say so: they see all rows.
        ...series.flatMap((one) => one.sinkFor(row) ?? []),
        ...(own === undefined ? [] : [own(row)]),
      ];
      return sinks.length > 1
        ? (value, atMs) => {
            for (const sink of sinks) sink(value, atMs);
          }
        : sinks[0];
    },
  };
  const file = await readSampleFile(path, wishes, isDamaged);
  requests.close();
  journeys.endAll();
  return {
    ...file,
    collector,
    stampMs: collector.isSubSecond ? 0.001 : 1_000,
    hasJourneys: collector.counts.started > 0,
    hasKeys: journeys.hasKeys,
    thresholds: series,
  };
}
