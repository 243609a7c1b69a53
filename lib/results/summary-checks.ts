import * as z from '../model/zod.ts';
import { isMeasurable } from './measurable.ts';

/** A check as k6 counts it: by the path of its group and its name. */
export interface CountedCheck {
  readonly name: string;
  /** As k6's tag has it, `::login::submit`; null where the file leaves it out. */
  readonly group: string | null;
  readonly passes: number;
  readonly fails: number;
}

export const count = z.number().refine(isMeasurable, 'is larger than any that k6 counts');

const check = z.object({ name: z.string(), passes: count, fails: count });

export interface CheckedGroup {
  readonly name: string;
  readonly checks: readonly z.infer<typeof check>[];
  readonly groups: readonly CheckedGroup[];
}

/** handleSummary has lists, --summary-export has objects by name. */
const listOf = <Item extends z.ZodType>(item: Item) =>
  z.union([z.array(item), z.record(z.string(), item).transform((all) => Object.values(all) as z.output<Item>[])]);

export const groupSchema: z.ZodType<CheckedGroup> = z.object({
  name: z.string().default(''),
  checks: listOf(check).default([]),
  groups: z.lazy(() => listOf(groupSchema)).default([]),
});

/** The checks of a group and of all in it. */
export function checksOf({ name, checks, groups }: CheckedGroup, parent = ''): CountedCheck[] {
  const group = name === '' ? parent : `${parent}::${name}`;
  return [
    ...checks.map(({ name: own, passes, fails }) => ({ name: own, group, passes, fails })),
    ...groups.flatMap((inner) => checksOf(inner, group)),
  ];
}
