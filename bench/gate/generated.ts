import { normalsOf, randomOf } from '../../lib/stats/random.ts';
import type { RecordedRun } from './recorded.ts';

/** What runs of one target differ by: standard deviations of ln(latency). */
interface Noise {
  readonly pairs: number;
  /** Of the environment from pair to pair, common to both runs of a pair. */
  readonly driftSd: number;
  /** Of one run from the next. */
  readonly runSd: number;
  readonly journeys: number;
  readonly seed: number;
}

const medianMs = 56;
const journeySd = 0.3;
const blockCount = 3;

/** Runs that a noisy machine might have given, two and two made one after the other: latencies are log-normal. */
export function generatedRuns({ pairs, driftSd, runSd, journeys, seed }: Noise): RecordedRun[] {
  const normal = normalsOf(randomOf(seed));
  return Array.from({ length: pairs }, () => driftSd * normal()).flatMap((drift, pair) =>
    ['a', 'b'].map((side) => {
      const center = Math.log(medianMs) + drift + runSd * normal();
      const block = () => Array.from({ length: journeys / blockCount }, () => Math.exp(center + journeySd * normal()));
      return { name: `${pair}-${side}`, blocks: Array.from({ length: blockCount }, block) };
    }),
  );
}
