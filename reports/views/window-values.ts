import { samplesForQuantile } from '../../lib/contract/objective.ts';
import type { RunResult } from '../../lib/model/result.ts';
import type { Gap } from '../charts/frame.ts';
import type { Language } from '../languages/language.ts';
import { loadedStages } from './stage-tables.ts';

/** A percentile of each window; nothing where its samples are too few for it. @param q 0–1 */
export const percentileValues = (
  values: readonly (number | null)[],
  n: readonly number[],
  q: number,
): (number | null)[] => values.map((value, index) => ((n[index] ?? 0) < samplesForQuantile(q) ? null : value));

/** Stages some of whose journeys have no latency: unfinished, or never started. */
export const gapsOf = ({ series: { stages } }: RunResult, { say, labels, percent }: Language): Gap[] =>
  loadedStages(stages).flatMap(({ startMs, durationMs, scheduled, unfinished, dropped }) => {
    const ratio = ((unfinished ?? 0) + (dropped ?? 0)) / scheduled;
    if (scheduled === 0 || ratio === 0) return [];
    const [fromS, toS] = [startMs / 1_000, (startMs + durationMs) / 1_000];
    return [{ fromS, toS, ratio, label: say(labels.chart.gap, { ratio }), shortLabel: percent(ratio) }];
  });
