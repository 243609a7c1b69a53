import type { TargetSpec } from '../../model/target-spec.ts';
import { openRecipe } from './recipe.ts';
import { startShop } from './shop/shop.ts';
import type { OpenOptions, Target } from './target.ts';
import { openUrl } from './url.ts';

/** Starts the target, or takes the one that is running. On a failure nothing is left running. */
export async function openTarget(spec: TargetSpec, options: OpenOptions): Promise<Target> {
  const target = await open(spec, options);
  const { databaseUrl, metricsUrl } = spec;
  return {
    ...target,
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(metricsUrl !== undefined && { metricsUrl: new URL(metricsUrl, target.url).href }),
  };
}

async function open(spec: TargetSpec, options: OpenOptions): Promise<Target> {
  switch (spec.kind) {
    case 'shop':
      return startShop({ ...options, ...(spec.settings && { settings: spec.settings }) });
    case 'recipe':
      return openRecipe(spec, options);
    case 'url':
      return openUrl(spec.url);
  }
}
