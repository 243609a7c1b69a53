import type { CapacityAnswer, Trial } from '../../model/capacity.ts';

const barWidth = 24;

export const trialTableHead = 'trial  purpose      rate, /s   succeeded, /s   mean        the rate is probably';

/** One trial, and what is known of the rate after it. */
export function trialLine(trials: readonly Trial[], { rateRps, interval }: CapacityAnswer): string {
  const trial = trials.at(-1);
  if (trial === undefined) return '';
  const { purpose, ending, seconds, settleSeconds } = trial;
  const measured = seconds.started.slice(settleSeconds).length;
  const sum = (values: readonly number[], from = 0) => values.slice(from).reduce((all, value) => all + value, 0);
  const succeeded = measured > 0 ? (sum(seconds.succeeded, settleSeconds) / measured).toFixed(1) : '—';
  const started = sum(seconds.started);
  const mean = started > 0 ? `${(sum(seconds.latencySumMs) / started).toFixed(1)} ms` : '—';
  const cells = [
    String(trials.length).padStart(5),
    ` ${purpose.padEnd(11)}`,
    trial.rateRps.toFixed(1).padStart(8),
    succeeded.padStart(15),
    mean.padStart(11),
  ];
  const known =
    rateRps === null || interval === null
      ? '—'
      : `${interval.lowRps.toFixed(1)} – ${interval.highRps.toFixed(1)}  ${bar(interval, trials)}`;
  return `${cells.join(' ')}   ${known}${ending === 'completed' ? '' : `  (${ending})`}`;
}

/** The interval on the line from 0 to the highest rate that was tried. */
function bar(
  { lowRps, highRps }: { readonly lowRps: number; readonly highRps: number },
  trials: readonly Trial[],
): string {
  const highest = Math.max(...trials.map(({ rateRps }) => rateRps));
  const cell = (rate: number) => Math.min(barWidth - 1, Math.floor((rate / highest) * barWidth));
  return Array.from({ length: barWidth }, (_, at) => (at >= cell(lowRps) && at <= cell(highRps) ? '━' : '·')).join('');
}
