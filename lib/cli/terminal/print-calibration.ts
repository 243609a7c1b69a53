import type { Calibration } from '../../model/calibration.ts';

/** What a calibration found, as a table. */
export function describeCalibration(calibration: Calibration): string {
  const { noise, falseAlarms, recommendedPairs, pairs, latencyLimit, alpha } = calibration;
  const percent = (part: number) => `${(part * 100).toFixed(1)} %`;
  const rows = noise.map(
    ({ kind, step, sd, detectable }) =>
      `  ${`${step ?? 'journey'} ${kind}`.padEnd(20)}  ${percent(sd).padStart(8)}  ${percent(detectable).padStart(10)}`,
  );
  const [limit, ratio, expected] = [percent(latencyLimit), percent(falseAlarms.ratio), percent(alpha)];
  const gates = falseAlarms.gates.toLocaleString('en');
  return [
    `the same target against itself, ${pairs} pairs of runs`,
    '',
    `  ${'latency'.padEnd(20)}  ${'spread'.padStart(8)}  ${'detectable'.padStart(10)}`,
    ...rows,
    '',
    `  recommended         ${recommendedPairs} pairs: a gate finds journeys that all take ${limit} longer 9 times of 10`,
    `  detectable          the smallest change that these find 4 times of 5`,
    `  false alarms        ${ratio} of ${gates} simulated gates (${expected} are to be expected)`,
    '',
  ].join('\n');
}
