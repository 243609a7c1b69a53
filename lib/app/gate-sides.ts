import { join } from 'node:path';
import type { TargetRecipe } from '../model/config.ts';
import { secretValues } from '../model/credentials.ts';
import { UsageError } from '../model/errors.ts';
import type { RunRequest, TargetRequest } from '../model/run-request.ts';
import type { TargetSpec } from '../model/target-spec.ts';
import { nearestFirst } from '../plan/did-you-mean.ts';
import { scrubFile } from '../run/process/scrub-file.ts';
import { checkOut, commitOf } from '../run/target/git-checkout.ts';
import { buildRecipe } from '../run/target/recipe.ts';
import { listBaselines } from '../store/baselines.ts';
import type { ExperimentFolder } from '../store/experiments.ts';
import { ownFolder } from '../store/own-folder.ts';
import type { Progress } from './progress.ts';

/** What a gate compares the target of its request with. */
export type GateBase =
  | { readonly kind: 'target'; readonly name: string; readonly target: TargetRequest }
  | { readonly kind: 'commit'; readonly name: string; readonly commit: string; readonly recipe: TargetRecipe };

/** One of the two targets of a gate, and a run of it. */
export interface Side {
  readonly name: string;
  readonly request: RunRequest;
}

export interface Sides {
  readonly base: Side;
  readonly candidate: Side;
  close(): Promise<void>;
}

const baselinePrefix = 'baseline:';

/**
 * What `--against` names if not a target: a baseline, or a commit of the repository. Throws a UsageError for a name
 * that is both or neither.
 */
export async function baselineOrCommit(
  against: string,
  baselinesDir: string,
): Promise<{ readonly baseline: string } | { readonly commit: string }> {
  if (against.startsWith(baselinePrefix)) return { baseline: against.slice(baselinePrefix.length) };
  const baselines = listBaselines(baselinesDir);
  const commit = await commitOf(against, ownFolder());
  if (commit === undefined && baselines.includes(against)) return { baseline: against };
  if (commit === undefined) {
    const known = nearestFirst(against, baselines).slice(0, 5).join(', ') || 'none';
    throw new UsageError(`--against '${against}' is neither a commit of this repository nor a URL nor a baseline`, {
      hint: `baselines: ${known}; or compare the reference shop with itself: --against shop`,
    });
  }
  if (!baselines.includes(against)) return { commit };
  const [one, many] = [`--against ${baselinePrefix}${against}`, `--against refs/heads/${against}`];
  throw new UsageError(`--against '${against}' is both a baseline and a commit`, {
    hint: `write ${one} (one run), or ${many} (pairs of runs)`,
  });
}

/** A commit as the base of a gate. Throws a UsageError if the configuration does not say how to start a build. */
export function commitBase(against: string, commit: string, recipe: TargetRecipe | undefined): GateBase {
  if (recipe !== undefined) return { kind: 'commit', name: `${against} (${commit.slice(0, 10)})`, commit, recipe };
  throw new UsageError(`--against ${against} needs a command that starts a build of the service`, {
    hint: 'add it to caseload.config.ts: target: { build, start, ready, reset }; see docs/gates.md',
  });
}

/** Both sides, ready to run: for a comparison with a commit, both it and this checkout are built. */
export async function openSides(
  run: RunRequest,
  base: GateBase,
  { path }: ExperimentFolder,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: Progress },
): Promise<Sides> {
  if (base.kind === 'target') {
    return {
      base: { name: base.name, request: { ...run, target: base.target } },
      candidate: { name: candidateName(run, base), request: run },
      close: async () => {},
    };
  }
  const { recipe, name, commit } = base;
  const checkout = await checkOut(commit, ownFolder(), signal);
  const secrets = secretValues(run.target.headers, process.env);
  const logs = { base: join(path, 'base.log'), candidate: join(path, 'candidate.log') };
  const build = async (side: string, folder: string, log: string): Promise<Side> => {
    const spec = { kind: 'recipe', recipe, folder, log, secrets } as const;
    await buildRecipe(spec, { signal, onProgress: progress.say });
    const { headers, insecure } = run.target;
    return { name: side, request: { ...run, target: { ...spec, headers, insecure } } };
  };
  try {
    return {
      base: await build(name, checkout.folder, logs.base),
      candidate: await build(candidateName(run, base), ownFolder(), logs.candidate),
      close: async () => {
        await checkout.remove();
        // Of what a start script left in the background, too.
        for (const log of Object.values(logs)) scrubFile(log, secrets);
      },
    };
  } catch (error) {
    await checkout.remove();
    throw error;
  }
}

export function candidateName({ target }: RunRequest, base: GateBase): string {
  if (base.kind === 'commit') return 'this checkout';
  const isPlainShop = target.kind === 'shop' && settingsOf(target).length === 0;
  return isPlainShop ? `${targetName(target)}, once more` : targetName(target);
}

/** A target, as a report names it. */
export function targetName(target: TargetSpec): string {
  if (target.kind === 'url') return target.url;
  if (target.kind === 'recipe') return target.folder;
  return ['the reference shop', ...settingsOf(target)].join(', ');
}

const settingsOf = ({ settings = {} }: Extract<TargetSpec, { kind: 'shop' }>): string[] =>
  Object.entries(settings).map(([name, value]) => `${name}=${value}`);
