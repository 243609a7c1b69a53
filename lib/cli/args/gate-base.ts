import { baselineOrCommit, commitBase, type GateBase } from '../../app/gate-sides.ts';
import type { Config } from '../../model/config.ts';
import { UsageError } from '../../model/errors.ts';
import type { RunRequest } from '../../model/run-request.ts';
import type { PairsOptions } from './pairs-options.ts';
import { parseTarget } from './target-spec.ts';

export interface GateOptions extends PairsOptions {
  readonly against?: string;
  readonly capacity?: string;
  readonly baselinesDir: string;
  readonly acrossHosts?: boolean;
}

/** What the candidate is compared with: another target in pairs of runs, a baseline, or just its objectives. */
export async function parseGateBase(
  options: GateOptions,
  { target }: RunRequest,
  config: Config,
): Promise<GateBase | { readonly baseline: string | undefined }> {
  const { against, allowHost, insecure, header } = options;
  if (against === undefined) return { baseline: undefined };
  if (against === 'shop') {
    if (options.target !== undefined || target.kind !== 'shop') throw twoTargets(against);
    return { kind: 'target', name: 'the reference shop', target: { ...target, settings: {} } };
  }
  if (target.kind === 'shop' && Object.keys(target.settings ?? {}).length > 0) {
    throw new UsageError('--setting was given, but the target is not the reference shop', {
      hint: 'leave it out, or compare the shop with itself: --against shop',
    });
  }
  if (/^https?:\/\//i.test(against)) {
    if (target.kind !== 'shop') {
      const hosts = { ...(allowHost === undefined ? {} : { allowHost }), ...(insecure ? { insecure } : {}) };
      // Without the headers of the configuration, which are for the project's own service.
      return { kind: 'target', name: against, target: parseTarget({ target: against, header, ...hosts }) };
    }
    throw new UsageError(`--against ${against} needs --target`, {
      hint: 'name the service to compare with it: --target http://127.0.0.1:3001',
    });
  }
  const found = await baselineOrCommit(against, options.baselinesDir);
  if ('baseline' in found) return found;
  if (options.target !== undefined) throw twoTargets(against);
  return commitBase(against, found.commit, config.target);
}

const twoTargets = (against: string): UsageError =>
  new UsageError(`--target was given together with --against ${against}`, {
    hint: `leave out --target, or compare two running services: --against URL --target URL`,
  });
