import type { FloatList } from './float-list.ts';

/**
 * Whose fault each drop was (docs/decisions/0003): when, at that instant, about as many journeys were open as there are VUs, the target held them all; otherwise
 * VUs were idle and the generator did not get to it.
 * @returns for each drop, in order of time, its instant and whether the target held the VUs
 */
export function judgeDrops(
  starts: FloatList,
  ends: FloatList,
  drops: FloatList,
  vus: number,
): { atMs: number; isTargets: boolean }[] {
  const startsMs = starts.sorted();
  const endsMs = ends.sorted();
  let started = 0;
  let ended = 0;
  return [...drops.sorted()].map((atMs) => {
    while (started < startsMs.length && (startsMs[started] ?? 0) <= atMs) started++;
    while (ended < endsMs.length && (endsMs[ended] ?? 0) <= atMs) ended++;
    // A VU between two journeys is neither: one in twenty may be.
    return { atMs, isTargets: started - ended >= 0.95 * vus };
  });
}
