import type { RunPlan } from '../model/plan.ts';
import { mayAttach, type TargetSpec } from '../model/target-spec.ts';
import type { LiveFigures } from '../run/generator/live-figures.ts';

/** Where a run says how it goes. The command line has one that writes to the terminal. */
export interface Progress {
  say(line: string): void;
  /** What must be read even by somebody who wants no progress. */
  warn(line: string): void;
  /** Prepared users made so far. */
  users(name: string, done: number, of: number): void;
  /** @param atMs since the load's start, negative during a warm-up */
  load(plan: RunPlan, atMs: number, live: LiveFigures): void;
  /** How often the load is reported. */
  readonly tickMs: number;
  /** The last line will not be redrawn any more. */
  endLive(): void;
}

/** The progress of one run of several: each warning once, and only the lines that are redrawn. */
export function quietly(progress: Progress, target: TargetSpec): Progress {
  if (mayAttach(target))
    progress.say('the target is looked into by the inspector of Node.js, if it has one (--no-attach)');
  const warned = new Set<string>();
  return {
    ...progress,
    say: () => {},
    warn: (line) => {
      if (!warned.has(line)) progress.warn(line);
      warned.add(line);
    },
  };
}
