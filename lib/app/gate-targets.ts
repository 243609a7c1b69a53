import { join } from 'node:path';
import type { GateOptions } from '../cli/commands/gate.ts';
import type { Terminal } from '../cli/terminal/terminal.ts';
import type { Config } from '../model/config.ts';
import { UsageError } from '../model/errors.ts';
import { nearestFirst } from '../plan/did-you-mean.ts';
import { checkOut, commitOf } from '../run/target/git-checkout.ts';
import { openTarget } from '../run/target/open-target.ts';
import { buildRecipe } from '../run/target/recipe.ts';
import { shopSettingNames } from '../run/target/shop/shop-settings.ts';
import { listBaselines } from '../store/baselines.ts';

/** One of the two targets of a gate. */
export interface Side {
  readonly name: string;
  /** Its URL; undefined where each run starts the reference shop for itself. */
  readonly url?: string;
  readonly shopSettings?: Readonly<Record<string, string>>;
}

/** How a side is had for one run, and given back after it. */
export interface SideSource {
  readonly name: string;
  open(): Promise<{ readonly side: Side; close(): Promise<void> }>;
}

/** Base and candidate, and what is to be removed when the gate is over. */
export interface Sides {
  readonly base: SideSource;
  readonly candidate: SideSource;
  close(): Promise<void>;
}

interface SidesNeed {
  readonly options: GateOptions;
  readonly against: string;
  readonly config: Config;
  /** Makes the folder in which logs go. */
  readonly folder: () => string;
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
}

const nothingToClose = async () => {};
const fixed = (side: Side): SideSource => ({ name: side.name, open: async () => ({ side, close: nothingToClose }) });

/** The two sides of a gate by its words. Throws a UsageError for what names no base. */
export async function openSides(need: SidesNeed): Promise<Sides> {
  const { options, against } = need;
  if (against === 'shop') return shopSides(options.knob ?? []);
  if (options.knob !== undefined && options.knob.length > 0) {
    throw new UsageError('--knob was given, but the target is not the reference shop', {
      hint: 'leave it out, or say --against shop',
    });
  }
  if (/^https?:\/\//i.test(against)) return urlSides(need);
  return gitSides(need);
}

/** The reference shop against itself, or against itself with other knobs. */
function shopSides(knobs: readonly string[]): Sides {
  const shopSettings = Object.fromEntries(knobs.map(parseKnob));
  const words = knobs.length === 0 ? 'the same again' : knobs.join(' ');
  return {
    base: fixed({ name: 'the reference shop', shopSettings: {} }),
    candidate: fixed({ name: `the reference shop, ${words}`, shopSettings }),
    close: nothingToClose,
  };
}

function parseKnob(word: string): [string, string] {
  const [, name = '', value = ''] = /^([A-Z_]+)=(.*)$/.exec(word) ?? [];
  if ((shopSettingNames as readonly string[]).includes(name)) return [name, value];
  throw new UsageError(`--knob '${word}' is no knob of the reference shop`, {
    hint: `write NAME=value; known: ${nearestFirst(name || word, shopSettingNames)
      .slice(0, 6)
      .join(', ')}`,
  });
}

/** Two services that run somewhere. */
function urlSides({ options, against }: SidesNeed): Sides {
  if (options.target === undefined) {
    throw new UsageError(`--against ${against} needs a candidate`, { hint: 'name it: --target http://127.0.0.1:3001' });
  }
  return {
    base: fixed({ name: against, url: against }),
    candidate: fixed({ name: options.target, url: options.target }),
    close: nothingToClose,
  };
}

/** The checkout that we are in against another commit of it, each built and started by the configuration's recipe. */
async function gitSides({ options, against, config, folder, cwd, signal, terminal }: SidesNeed): Promise<Sides> {
  const commit = await commitOf(against, cwd);
  if (commit === undefined) {
    const known = nearestFirst(against, listBaselines(options.baselinesDir)).slice(0, 5);
    throw new UsageError(`--against '${against}' is no commit of this repository, no URL and no baseline`, {
      hint: `baselines: ${known.length === 0 ? 'none' : known.join(', ')}; or say: --against shop`,
    });
  }
  const recipe = config.target;
  if (recipe === undefined) {
    throw new UsageError(`--against ${against} needs to know how a build of the service is started`, {
      hint: 'say so in caseload.config.ts: target: { build, start, ready, reset }; see docs/gates.md',
    });
  }
  const checkout = await checkOut(commit, cwd);
  try {
    const sources = [
      { name: `${against} (${commit.slice(0, 10)})`, at: checkout.folder, log: join(folder(), 'base.log') },
      { name: 'this checkout', at: cwd, log: join(folder(), 'candidate.log') },
    ].map(({ name, at, log }) => ({ name, spec: { kind: 'recipe', recipe, folder: at, log } as const }));
    const progress = { signal, onProgress: terminal.say };
    for (const { spec } of sources) await buildRecipe(spec, progress);
    const [base, candidate] = sources.map(
      ({ name, spec }): SideSource => ({
        name,
        open: async () => {
          const target = await openTarget(spec, progress);
          return { side: { name, url: target.url }, close: target.stop };
        },
      }),
    ) as [SideSource, SideSource];
    return { base, candidate, close: checkout.remove };
  } catch (error) {
    await checkout.remove();
    throw error;
  }
}
