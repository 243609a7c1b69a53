import type { Block } from '../../lib/stats/intervals.ts';
import { randomOf } from '../../lib/stats/random.ts';

interface Funnel {
  /** Failure ratio of each step, over the whole run. */
  readonly ratios: readonly number[];
  /** Journeys a second. */
  readonly rateRps: number;
  readonly seconds: number;
  /** `common`: all steps fail in the same seconds; `own`: each in its own. A quarter of the seconds, one by one. */
  readonly failures: 'random' | 'common' | 'own';
  readonly seed: number;
}

const blockSeconds = 5;
const burstSeconds = 1;
const burstShare = 0.25;

/** Failures and attempts of the steps of journeys that end at the first failure, by blocks of 5 s. */
export function funnelBlocks({ ratios, rateRps, seconds, failures, seed }: Funnel): Block[][] {
  const random = randomOf(seed);
  const common = burstsOf(seconds, random);
  const own = ratios.map(() => burstsOf(seconds, random));
  const blocks = Array.from({ length: Math.ceil(seconds / blockSeconds) }, () =>
    ratios.map(() => ({ events: 0, trials: 0 })),
  );
  for (let journey = 0; journey < seconds * rateRps; journey++) {
    const second = Math.floor(journey / rateRps);
    for (const [step, ratio] of ratios.entries()) {
      const bursts = failures === 'common' ? common : own[step];
      const isFailing = failures === 'random' || bursts?.[second] === true;
      const p = failures === 'random' ? ratio : isFailing ? Math.min(1, ratio / burstShare) : 0;
      const cell = blocks[Math.floor(second / blockSeconds)]?.[step];
      if (cell === undefined) continue;
      cell.trials++;
      if (random() >= p) continue;
      cell.events++;
      break;
    }
  }
  return blocks;
}

/** Which seconds are in a burst. */
function burstsOf(seconds: number, random: () => number): boolean[] {
  const isOn = new Array<boolean>(seconds).fill(false);
  const perSecond = burstShare / burstSeconds;
  for (let second = 0; second < seconds; second++) {
    if (random() < perSecond) isOn.fill(true, second, second + burstSeconds);
  }
  return isOn;
}
