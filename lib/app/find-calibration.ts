import { differencesOf } from '../judge/compare/comparability.ts';
import type { ComparisonTerms } from '../judge/compare/compare-metric.ts';
import { fingerprintOf } from '../judge/compare/compared-run.ts';
import type { Calibration } from '../model/calibration.ts';
import type { Comparison } from '../model/comparison.ts';
import type { RunPlan } from '../model/plan.ts';
import { readHost } from '../run/environment.ts';
import { readCalibrations, type StoredCalibration } from '../store/calibrations.ts';

/** A spread this many times the calibrated one is not by chance: less than 1 in 100, with 8 pairs on both sides. */
const grown = 1.8;
const fewPairs = 4;
const again = 'to measure it: caseload calibrate, with the same scenario, load and target';

/** The calibration of this load on this host for these terms, the latest; or why there is none. */
export function chooseCalibration(
  folder: string,
  plan: RunPlan,
  terms: ComparisonTerms,
): { readonly calibration?: Calibration; readonly missing?: string } {
  const stored = readCalibrations(folder);
  if (stored.length === 0) return { missing: `the noise of this load has not been measured here; ${again}` };
  const judged = stored.map((one) => ({ ...one, misfit: misfitOf(one, plan, terms) }));
  const fitting = judged.find(({ misfit }) => misfit.length === 0);
  if (fitting !== undefined) return { calibration: fitting.calibration };
  const [nearest] = judged.sort((a, b) => a.misfit.length - b.misfit.length);
  const which = `none of the calibrations in ${folder} matches this load and host`;
  return { missing: `${which} (the closest, ${nearest?.file}, differs in ${nearest?.misfit.join(', ')}); ${again}` };
}

/** What differs between a calibration and this gate. Versions and settings of the target are not known yet. */
function misfitOf({ calibration }: StoredCalibration, plan: RunPlan, terms: ComparisonTerms): string[] {
  const { fingerprint, alpha, latencyLimit } = calibration;
  const { k6, caseload, node, database } = fingerprint;
  const here = fingerprintOf(plan, {
    host: readHost(),
    versions: { k6, caseload, node, database },
    target: { settings: null },
  });
  return [
    ...differencesOf(fingerprint, here)
      .filter(({ kind }) => kind !== 'other')
      .map(({ name }) => name),
    ...(alpha === terms.alpha ? [] : ['--alpha']),
    ...(latencyLimit === terms.latencyLimit ? [] : ['--limit']),
  ];
}

/** Warnings about latencies whose spread from pair to pair is larger than when it was calibrated. */
export function noiseWarnings(
  calibration: Calibration | undefined,
  { metrics }: Pick<Comparison, 'metrics'>,
): string[] {
  return metrics.flatMap(({ kind, step, isPrimary, sd, n }) => {
    const known = calibration?.noise.find((one) => one.kind === kind && one.step === step);
    if (!isPrimary || known === undefined || sd === null || n < fewPairs || sd <= grown * known.sd) return [];
    const [now, then] = [percent(sd), percent(known.sd)];
    return [
      `the noise of the journey's ${kind} has grown: ${now} from pair to pair, ${then} when calibrated; ${again}`,
    ];
  });
}

const percent = (sd: number): string => `${(sd * 100).toFixed(1)} %`;
