import { diagnose } from '../judge/bottleneck/diagnose.ts';
import { predict, type Setting } from '../judge/bottleneck/predict.ts';
import { stressOf } from '../judge/bottleneck/stress.ts';
import { valueOfMetric } from '../judge/compare/metric-values.ts';
import { goodputIn } from '../judge/goodput.ts';
import type { TargetRecipe } from '../model/config.ts';
import type { Environment } from '../model/environment.ts';
import type { RunRequest } from '../model/run-request.ts';
import { shopSettingRoles } from '../run/target/shop/shop-settings.ts';
import type { ConfirmationPoint } from '../steppers/confirmation.ts';
import type { PerformedRun } from './perform-run.ts';

/** What a run of a diagnosis says: what limits the target, and what a change of one of its settings should gain. */
export function evidenceOfRun(
  { run: { result, environment } }: PerformedRun,
  point: ConfirmationPoint,
  { target }: RunRequest,
) {
  const diagnosis = diagnose(result);
  const found = stressOf(result);
  const stretches = point.stretches ?? found?.spans ?? [];
  const settings = settingsOf(target.kind === 'recipe' ? target.recipe : undefined, environment);
  return {
    ...{ diagnosis, stretches },
    prediction: diagnosis && found && predict(diagnosis.verdict, found.stress, settings, result.signals?.cpuProfile),
    goodputRps: goodputIn(result, stretches),
    p95Ms: valueOfMetric(result, { kind: 'p95', step: null }),
  };
}

/** What a target has as settings, by what they do. */
function settingsOf(recipe: TargetRecipe | undefined, environment: Environment | undefined): Setting[] {
  if (recipe !== undefined) {
    return (recipe.settings ?? []).map(({ role, name, value }) => ({ role, name, value: String(value) }));
  }
  const known = environment?.target.settings ?? {};
  return shopSettingRoles.map(({ role, name }) => ({ role, name, value: String(known[name] ?? '') }));
}
