import { k6Scenarios, metrics, originTag } from '../contract/metrics.ts';
import type { CheckResult } from '../contract/result.ts';
import { type CsvRow, readCsvRows, tagOf } from './csv-lines.ts';
import { FloatList } from './float-list.ts';

interface StepSamples {
  readonly durationsMs: FloatList;
  failed: number;
}

/** What the samples of one run hold, counted exactly; instants in ms since the epoch. */
export interface Samples {
  readonly isWhole: boolean;
  readonly originMs: number | undefined;
  readonly startsMs: FloatList;
  readonly endsMs: FloatList;
  readonly dropsMs: FloatList;
  readonly journeysOk: number;
  readonly journeysFailed: number;
  /** Failed journeys by step and cause; causes of the journey's end, which know what a request alone does not (a missing field of the answer). */
  readonly journeyFailures: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly journeyDurationsMs: FloatList;
  readonly exceptions: number;
  readonly requests: StepSamples;
  readonly steps: ReadonlyMap<string, StepSamples>;
  readonly checks: readonly CheckResult[];
}

const wanted = new Set<string>(['http_req_duration', 'checks', 'dropped_iterations', ...Object.values(metrics)]);

const emptyStep = (): StepSamples => ({ durationsMs: new FloatList(), failed: 0 });

/** Reads samples.csv.gz once, the warm-up left out. */
export async function readSamples(path: string): Promise<Samples> {
  const startsMs = new FloatList();
  const endsMs = new FloatList();
  const dropsMs = new FloatList();
  const journeyDurationsMs = new FloatList();
  const requests = emptyStep();
  const steps = new Map<string, StepSamples>();
  const checks = new Map<string, { passes: number; fails: number }>();
  const journeyFailures = new Map<string, Map<string, number>>();
  let journeysOk = 0;
  let journeysFailed = 0;
  let exceptions = 0;
  let originMs: number | undefined;

  const readers: Readonly<Record<string, (row: CsvRow, atMs: number, value: number) => void>> = {
    http_req_duration: (row, _atMs, value) => {
      const name = tagOf(row('extra_tags'), 'step');
      const step = steps.get(name) ?? emptyStep();
      steps.set(name, step);
      const hasFailed = row('expected_response') === 'false';
      for (const one of [requests, step]) {
        one.durationsMs.push(value);
        if (hasFailed) one.failed++;
      }
    },
    checks: (row, _atMs, value) => {
      const check = checks.get(row('check')) ?? { passes: 0, fails: 0 };
      checks.set(row('check'), check);
      if (value === 0) check.fails++;
      else check.passes++;
    },
    dropped_iterations: (_row, atMs, value) => {
      for (let i = 0; i < value; i++) dropsMs.push(atMs);
    },
    [metrics.journeysStarted]: (row, atMs) => {
      startsMs.push(atMs);
      if (originMs === undefined) originMs = Number(tagOf(row('extra_tags'), originTag)) || undefined;
    },
    [metrics.journeysOk]: (_row, _atMs, value) => {
      journeysOk += value;
    },
    [metrics.journeyDuration]: (row, atMs, value) => {
      endsMs.push(atMs);
      journeyDurationsMs.push(value);
      const tags = row('extra_tags');
      if (tagOf(tags, 'outcome') !== 'failed') return;
      journeysFailed++;
      const step = tagOf(tags, 'failed_step');
      const causes = journeyFailures.get(step) ?? new Map<string, number>();
      journeyFailures.set(step, causes);
      increment(causes, tagOf(tags, 'cause'));
    },
    [metrics.scriptExceptions]: (_row, _atMs, value) => {
      exceptions += value;
    },
  };

  const { isWhole } = await readCsvRows(
    path,
    (metric) => wanted.has(metric),
    (metric, row) => {
      if (row('scenario') === k6Scenarios.warmUp) return;
      const value = Number(row('metric_value'));
      if (Number.isFinite(value)) readers[metric]?.(row, Number(row('timestamp')) / 1_000, value);
    },
  );
  return {
    isWhole,
    originMs,
    startsMs,
    endsMs,
    dropsMs,
    journeysOk,
    journeysFailed,
    journeyFailures,
    journeyDurationsMs,
    exceptions,
    requests,
    steps,
    checks: [...checks].map(([name, counts]) => ({ name, ...counts })),
  };
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
