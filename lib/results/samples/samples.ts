import { k6Scenarios } from '../../contract/metrics.ts';
import type { InputFile } from '../../model/result.ts';
import { Collector, type Schedule } from '../collector.ts';
import { isOutsideLoad } from '../group-path.ts';
import { OpenJourneys } from '../journey-assembler.ts';
import { otherMetrics } from '../other-metrics.ts';
import type { ParsedThreshold } from '../threshold-expression.ts';
import { type ThresholdSeries, thresholdSeries } from '../threshold-series.ts';
import type { TracedRequests } from '../traced-requests.ts';
import {
  journeyTakers,
  outsideTakers,
  type RowTaker,
  rateTakers,
  readMetrics,
  requestTakers,
  warmUpTakers,
} from './row-takers.ts';
import { type ReadFile, readSampleFile } from './sample-file.ts';
import { maxTags, type RowSink, type RowWishes, type SampleRow } from './sample-rows.ts';

/** What is known of a run before its samples are read. */
export interface SampleQuestion extends Schedule {
  /** The steps by name, in order; undefined when they are to be found in the samples. */
  readonly steps: readonly string[] | undefined;
  /** Thresholds to compare with the samples. */
  readonly thresholds: readonly ParsedThreshold[];
  /** Above this number, durations are no longer kept one by one but as histograms. */
  readonly maxDurations?: number;
}

/** What the samples of one run hold, the warm-up left out. */
export interface Samples extends Pick<ReadFile, 'isWhole' | 'malformed'> {
  /** The files, in the order in which they were named. */
  readonly inputs: readonly InputFile[];
  readonly collector: Collector;
  /** Resolution of the stamps, ms; null without a row of the load. */
  readonly stampMs: number | null;
  /** The script keeps the account of its journeys, as every bundle does. */
  readonly hasJourneys: boolean;
  /** Rows carry the VU, so that requests can be put together to journeys. */
  readonly hasKeys: boolean;
  readonly traced: TracedRequests;
  readonly thresholds: readonly ThresholdSeries[];
  /** Names of metrics that are not k6's of HTTP and iterations. */
  readonly otherMetrics: readonly string[];
}

/** 8 bytes each. */
const defaultMaxDurations = 8_000_000;

/**
 * Reads the samples of a run, a file of each of its runners, into one collector: once, and where one is damaged
 * once more, with care.
 */
export async function readSamples(paths: readonly string[], question: SampleQuestion): Promise<Samples> {
  const samples = await readOnce(paths, question, new Set());
  return samples.damaged.size > 0 ? readOnce(paths, question, samples.damaged) : samples;
}

async function readOnce(
  paths: readonly string[],
  question: SampleQuestion,
  damaged: ReadonlySet<string>,
): Promise<Samples & { damaged: ReadonlySet<string> }> {
  const { steps = [], thresholds, maxDurations = defaultMaxDurations } = question;
  const collector = new Collector(question, steps, maxDurations);
  const journeys = new OpenJourneys(collector);
  const series = thresholds.map((one) => thresholdSeries(one, collector.store));
  const requests = requestTakers(collector, journeys);
  const takers = {
    load: {
      ...requests.takers,
      ...journeyTakers(collector, journeys, requests.close),
      ...rateTakers(collector, steps),
    },
    warmUp: warmUpTakers(collector, journeys),
    outside: outsideTakers(collector),
  };
  const names = new Set<string>();
  const wishes = wishesOf(takers, series, names);
  const files: ReadFile[] = [];
  for (const path of paths) {
    files.push(await readSampleFile(path, wishes, damaged.has(path)));
    // The next file is of another runner, whose VUs are others.
    requests.close();
    journeys.endAll();
  }
  return {
    inputs: files.map(({ input }) => input),
    isWhole: files.every(({ isWhole }) => isWhole),
    malformed: files.reduce((sum, { malformed }) => sum + malformed, 0),
    damaged: new Set(paths.filter((_, index) => files[index]?.isDamaged)),
    collector,
    stampMs: collector.lastMs === Number.NEGATIVE_INFINITY ? null : collector.isSubSecond ? 0.001 : 1_000,
    hasJourneys: collector.counts.started > 0,
    hasKeys: journeys.hasKeys,
    traced: journeys.traced,
    thresholds: series,
    otherMetrics: otherMetrics(names),
  };
}

/** What takes the rows of each part of a run, by the metric's name. */
type Takers = Readonly<Record<'load' | 'warmUp' | 'outside', Readonly<Record<string, RowTaker>>>>;

/** @param names gets the names of all metrics that there are */
function wishesOf(takers: Takers, series: readonly ThresholdSeries[], names: Set<string>): RowWishes {
  return {
    wants: (metric, hasExpected) => {
      if (names.size < maxTags) names.add(metric);
      return (
        readMetrics.has(metric) ||
        (metric === 'http_req_failed' && !hasExpected) ||
        Object.hasOwn(takers.load, metric) ||
        series.some((one) => one.reads(metric))
      );
    },
    resolve: (row) => {
      const own = takers[partOf(row)][row.metric];
      // The thresholds speak of the load only where they say so: they see all rows.
      const sinks = [...series.flatMap((one) => one.sinkFor(row) ?? []), ...(own === undefined ? [] : [own(row)])];
      return sinks.length > 1 ? allOf(sinks) : sinks[0];
    },
  };
}

function partOf(row: SampleRow): keyof Takers {
  const scenario = row.tag('scenario');
  if (scenario === k6Scenarios.warmUp) return 'warmUp';
  return isOutsideLoad(row.tag('group'), scenario) ? 'outside' : 'load';
}

const allOf =
  (sinks: readonly RowSink[]): RowSink =>
  (value, atMs) => {
    for (const sink of sinks) sink(value, atMs);
  };
