import { renderAs } from '../../../reports/formats/formats.ts';
import renderTerminal from '../../../reports/formats/terminal.ts';
import { runView } from '../../../reports/views/run.ts';
import { rehearsedRun } from '../../app/rehearsed-run.ts';
import type { Environment } from '../../model/environment.ts';
import type { RunPlan } from '../../model/plan.ts';
import type { PrintOptions } from '../args/run-options.ts';
import { languageFor } from './language.ts';

/**
 * Evaluates and renders a run that might be: the first time, modules and templates take a quarter of a second, for
 * which nobody has to wait while k6 runs.
 */
export async function preloadReport(
  plan: RunPlan,
  environment: Environment | undefined,
  { lang, report = ['markdown'] }: PrintOptions,
): Promise<void> {
  const document = runView(await rehearsedRun(plan, environment), languageFor(lang));
  renderTerminal(document, { hasColor: false });
  for (const name of report) await renderAs(name, document);
  // After the load the target is asked whether it still answers.
  await fetch('data:,');
}
