import { metrics } from '../../contract/metrics.ts';
import { originOf } from '../collector.ts';
import { isOutsideLoad } from '../group-path.ts';
import { readSampleFile } from './sample-file.ts';
import type { RowWishes } from './sample-rows.ts';

/**
 * When a run began, ms since the epoch: the origin of the schedule if the samples have it, else the first
 * instant at which a request or an iteration began. For files of scripts that record no origin, which must be read
 * once more to find it.
 * @param firstDueMs when the first journey is due, from the origin: a ramp from 0 begins with a pause
 */
export async function firstInstantMs(paths: readonly string[], firstDueMs = 0): Promise<number | undefined> {
  let firstMs: number | undefined;
  let originMs: number | undefined;
  const wishes: RowWishes = {
    wants: (metric) => ['http_req_duration', 'iteration_duration', metrics.journeysStarted].includes(metric),
    resolve: (row) => {
      if (isOutsideLoad(row.tag('group'), row.tag('scenario'))) return undefined;
      const tagged = originOf(row);
      return (value, atMs) => {
        originMs ??= tagged;
        const startMs = row.metric === metrics.journeysStarted ? atMs : atMs - value;
        if (firstMs === undefined || startMs < firstMs) firstMs = startMs;
      };
    },
  };
  for (const path of paths) await readSampleFile(path, wishes);
  return originMs ?? (firstMs === undefined ? undefined : firstMs - firstDueMs);
}
