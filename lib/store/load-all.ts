import { UsageError } from '../model/errors.ts';

/** What could be loaded, and a line for each name that could not. */
export interface Loaded<Item> {
  readonly items: readonly Item[];
  readonly troubles: readonly string[];
}

/** Loads each of the names; one that is broken does not affect the others. */
export async function loadAll<Item>(
  names: readonly string[],
  load: (name: string) => Promise<Item>,
): Promise<Loaded<Item>> {
  const settled = await Promise.allSettled(names.map(load));
  const items = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const troubles = settled.flatMap((one) => (one.status === 'rejected' ? [troubleLine(one.reason)] : []));
  return { items, troubles };
}

/** Anything but a mistake in a file (a full disk, a bug of ours) is rethrown. */
function troubleLine(error: unknown): string {
  if (!(error instanceof UsageError)) throw error;
  return `${error.message}${error.hint === undefined ? '' : `: ${error.hint}`}`;
}
