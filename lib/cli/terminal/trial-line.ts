import { trialFigures } from '../../judge/trial-figures.ts';
import type { CapacityAnswer, Trial } from '../../model/capacity.ts';

const barWidth = 24;

export const trialTableHead = 'trial  purpose      rate, /s  succeeded, /s         mean   the rate is probably';

/** One trial, and what is known of the rate after it. */
export function trialLine(trials: readonly Trial[], { interval }: CapacityAnswer): string {
  const trial = trials.at(-1);
  if (trial === undefined) return '';
  const { purpose, rateRps, ending } = trial;
  const { succeeded, mean } = figuresOf(trial);
  const cells = [
    String(trials.length).padStart(5),
    ` ${purpose.padEnd(10)}`,
    rateRps.toFixed(1).padStart(9),
    succeeded.padStart(14),
    mean.padStart(12),
    interval === null
      ? '  —'
      : `  ${interval.lowRps.toFixed(1)} – ${interval.highRps.toFixed(1)}  ${bar(interval, trials)}`,
  ];
  return `${cells.join(' ')}${endingText(ending)}`;
}

/** One trial of an overload. */
export function overloadLine(trials: readonly Trial[]): string {
  const trial = trials.at(-1);
  if (trial === undefined) return '';
  const { purpose, rateRps, drain, ending } = trial;
  const { succeeded, mean } = figuresOf(trial);
  const wait = drain === null ? '' : `, after ${drain.seconds.toFixed(1)} s without load`;
  return `${purpose} at ${rateRps.toFixed(1)}/s${wait}: ${succeeded}/s succeeded, mean ${mean}${endingText(ending)}`;
}

const endingText = (ending: Trial['ending']): string => (ending === 'completed' ? '' : `  (${ending})`);

function figuresOf(trial: Trial): { readonly succeeded: string; readonly mean: string } {
  const { succeededRps, meanMs } = trialFigures(trial);
  return {
    succeeded: succeededRps === null ? '—' : succeededRps.toFixed(1),
    mean: meanMs === null ? '—' : `${meanMs.toFixed(1)} ms`,
  };
}

/** The interval on the line from 0 to the highest rate that was tried. */
function bar(interval: NonNullable<CapacityAnswer['interval']>, trials: readonly Trial[]): string {
  const highest = Math.max(...trials.map(({ rateRps }) => rateRps));
  const cell = (rate: number) => Math.min(barWidth - 1, Math.floor((rate / highest) * barWidth));
  const isInside = (at: number) => at >= cell(interval.lowRps) && at <= cell(interval.highRps);
  return Array.from({ length: barWidth }, (_, at) => (isInside(at) ? '━' : '·')).join('');
}
