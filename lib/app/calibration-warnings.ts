import { differencesOf } from '../judge/compare/comparability.ts';
import type { Calibration } from '../model/calibration.ts';
import type { Comparison, Fingerprint } from '../model/comparison.ts';

/** A spread so many times the calibrated one is no chance: with 8 pairs on both sides, in less than 1 of 100 cases. */
const grown = 1.8;
const fewPairs = 4;

/** What a gate says of its noise: that it was never measured, or not of this load or host, or that it has grown. */
export function calibrationWarnings(
  calibration: Calibration | undefined,
  { metrics }: Pick<Comparison, 'metrics'>,
  fingerprint: Fingerprint,
): string[] {
  const again = 'run: caseload calibrate with the same words';
  if (calibration === undefined) return [`the noise of this gate was never measured; ${again}`];
  const others = differencesOf(calibration.fingerprint, fingerprint).filter(({ kind }) => kind !== 'other');
  if (others.length > 0) {
    return [`the noise was measured under other conditions (${others.map(({ name }) => name).join(', ')}); ${again}`];
  }
  return metrics.flatMap(({ kind, step, isPrimary, sd, n }) => {
    const known = calibration.noise.find((one) => one.kind === kind && one.step === step);
    if (!isPrimary || known === undefined || sd === null || n < fewPairs || sd <= grown * known.sd) return [];
    return [
      `the noise of the journey's ${kind} has grown: ${percent(sd)} from pair to pair, ${percent(known.sd)} when it was calibrated; ${again}`,
    ];
  });
}

const percent = (sd: number): string => `${(sd * 100).toFixed(1)} %`;
