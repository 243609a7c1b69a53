/** How long a user thinks between two steps, drawn each time. Made by {@link think}. */
export interface Pause {
  readonly fromMs: number;
  readonly toMs: number;
  /** Exponential between the two, instead of even. */
  readonly meanMs?: number;
}

/** A pause, and how many steps come before it. */
export interface PlannedPause extends Pause {
  readonly before: number;
}

/** What stands between steps of a scenario. */
export interface Think {
  readonly think: Pause;
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };
/** An exponential pause ends at so many times its mean (it would be longer once in 400), so that VUs suffice. */
const longestMeans = 6;

/**
 * A pause between two steps, or after the last: `think('2s')`, `think('1s..3s')` (any time between, all as likely), or
 * `think('exponential 2s')` (of that mean, at most six times as long). Pauses are in no latency. Throws for a text that
 * is none of these.
 * @public
 */
export const think = (text: string): Think => {
  // Made here: a regular expression of a module is kept by every VU of any scenario (docs/decisions/0005).
  const time = '(\\d+(?:\\.\\d+)?)(ms|s|m)';
  const form = new RegExp(`^(?:(exponential) )?${time}(?:\\.\\.${time})?$`);
  const [, exponential, from, fromUnit = '', to, toUnit = ''] = form.exec(text) ?? [];
  if (from === undefined || (exponential && to !== undefined)) {
    throw new Error(`think('${text}'): write '2s', '1s..3s' or 'exponential 2s'`);
  }
  const fromMs = Number(from) * (unitMs[fromUnit] as number);
  if (exponential) return { think: { fromMs: 0, toMs: longestMeans * fromMs, meanMs: fromMs } };
  const toMs = to === undefined ? fromMs : Number(to) * (unitMs[toUnit] as number);
  if (toMs < fromMs) throw new Error(`think('${text}'): the first time is the shorter one`);
  return { think: { fromMs, toMs } };
};

/** A pause as drawn. @param chance a number in [0, 1) */
export const pauseMs = ({ fromMs, toMs, meanMs }: Pause, chance: number): number =>
  meanMs === undefined ? fromMs + chance * (toMs - fromMs) : Math.min(toMs, -meanMs * Math.log(1 - chance));

/** The longest that pauses may take before each step, and after the last, ms. */
export const pausesBefore = (pauses: readonly PlannedPause[], steps: number): number[] => {
  const longest = new Array<number>(steps + 1).fill(0);
  for (const { before, toMs } of pauses) longest[before] = (longest[before] ?? 0) + toMs;
  return longest;
};
