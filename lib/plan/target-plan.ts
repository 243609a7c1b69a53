import type { TargetPlan } from '../model/plan.ts';
import type { TargetRequest } from '../model/run-request.ts';

/** What of a target is stored in a plan: no secrets. */
export function planTarget(target: TargetRequest): TargetPlan {
  if (target.kind === 'shop') return { kind: 'shop' };
  if (target.kind === 'recipe') return { kind: 'recipe', start: target.recipe.start };
  const { url, insecure, headers } = target;
  return { kind: 'url', url, headerNames: Object.keys(headers), insecure };
}
