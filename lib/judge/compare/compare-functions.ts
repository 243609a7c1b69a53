import type { ComparedRun, Comparison } from '../../model/comparison.ts';

/** Of the CPU time of all functions: what changes less is the profiler's own chance. */
const minPart = 0.02;

type Times = { readonly name: string; readonly group: string; self: number; inclusive: number };

/**
 * Functions whose own time per journey is another in B; what changed most comes first. Those of both sides are needed.
 */
export function changedFunctions(a: readonly ComparedRun[], b: readonly ComparedRun[]): Comparison['functions'] {
  const [before, after] = [timesOf(a), timesOf(b)];
  if (before === undefined || after === undefined) return [];
  const total = [...before.values()].reduce((sum, { self }) => sum + self, 0);
  return [...new Set([...before.keys(), ...after.keys()])]
    .flatMap((key) => {
      const [old, now] = [before.get(key), after.get(key)];
      const known = now ?? old;
      if (known === undefined) return [];
      const { name, group } = known;
      return [
        {
          ...{ name, group, a: old?.self ?? 0, b: now?.self ?? 0 },
          ...{ inclusiveA: old?.inclusive ?? 0, inclusiveB: now?.inclusive ?? 0 },
        },
      ];
    })
    .filter((one) => changeOf(one) >= minPart * total)
    .sort((one, other) => changeOf(other) - changeOf(one));
}

const changeOf = ({ a, b }: Comparison['functions'][number]): number => Math.abs(b - a);

/** Means over the runs with a profile, by package and name; undefined where there is none. */
function timesOf(runs: readonly ComparedRun[]): Map<string, Times> | undefined {
  const known = runs.flatMap(({ result: { functions } }) => (functions === undefined ? [] : [byName(functions)]));
  if (known.length === 0) return undefined;
  const means = new Map<string, Times>();
  for (const [key, { self, inclusive, ...name }] of known.flatMap((times) => [...times])) {
    const mean = means.get(key) ?? { ...name, self: 0, inclusive: 0 };
    mean.self += self / known.length;
    mean.inclusive += inclusive / known.length;
    means.set(key, mean);
  }
  return means;
}

/** Of several of one name, one may call the other: time with what they call is that of the largest. */
function byName(functions: NonNullable<ComparedRun['result']['functions']>): Map<string, Times> {
  const times = new Map<string, Times>();
  for (const { name, group, selfMs, inclusiveMs } of functions) {
    const one = times.get(`${group} ${name}`) ?? { name, group, self: 0, inclusive: 0 };
    one.self += selfMs;
    one.inclusive = Math.max(one.inclusive, inclusiveMs);
    times.set(`${group} ${name}`, one);
  }
  return times;
}
