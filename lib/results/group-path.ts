/** The groups of k6's `group` tag or path, from the outermost on: `::login::submit` is `['login', 'submit']`. */
export const groupsOf = (path: string): string[] => path.split('::').filter((name) => name !== '');

/**
 * Names for paths of groups: the last group, and as many of those around it as distinguish it from the others,
 * joined as k6 joins them. In the order of the paths; paths that are the same have the same name.
 */
export function displayNames(paths: readonly (readonly string[])[]): string[] {
  const distinct = new Map(paths.map((path) => [path.join('::'), path]));
  const shared = new Map<string, number>();
  for (const path of distinct.values()) {
    for (const suffix of suffixesOf(path)) shared.set(suffix, (shared.get(suffix) ?? 0) + 1);
  }
  return paths.map((path) => suffixesOf(path).find((suffix) => shared.get(suffix) === 1) ?? path.join('::'));
}

/** From the shortest on. */
const suffixesOf = (path: readonly string[]): string[] =>
  path.map((_, index) => path.slice(path.length - 1 - index).join('::'));

/**
 * Whether a row is of setup() or teardown(), which send requests but no load. k6 up to 0.53 writes an iteration's
 * row for each of the two. A group of the script's own that is called "setup" belongs to a scenario.
 */
export const isOutsideLoad = (group: string, scenario: string): boolean =>
  scenario === '' && /^::(setup|teardown)(::|$)/.test(group);
